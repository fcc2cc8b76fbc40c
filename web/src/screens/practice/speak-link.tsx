import { Plural, Trans } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';

/** The way to what can be said aloud, where there is something. */
export const SpeakLink = ({ offer: { questions } }: { offer: FreeOffer }) =>
  questions > 0 && (
    <Rows>
      <Row
        icon="microphone"
        tone="accent"
        href="/practice/speak"
        title={<Trans>Speak</Trans>}
        detail={
          <Plural value={questions} one="# phrase to say, weakest first" other="# phrases to say, weakest first" />
        }
      />
    </Rows>
  );
