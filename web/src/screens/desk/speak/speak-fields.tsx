import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { MOST_PHRASE, MOST_VOICE_NAME } from '@hornbook/shared/authoring/speech-limits.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import styles from '../desk.module.css';
import { LinesDetail, TextDetail } from '../detail-fields.tsx';
import { LineList } from '../line-list.tsx';
import { VoiceSound } from './voice-sound.tsx';

/** A phrase to say, how it may be written by those who can't speak, and who says it. */
export const SpeakFields = ({ course, node }: { course: DraftNode; node: DraftNode }) => {
  const { t } = useLingui();
  return (
    <div className={styles.form}>
      <TextDetail
        node={node}
        name="phrase"
        label={<Trans>The phrase to say</Trans>}
        hint={<Trans>In one breath. Whoever has no microphone hears it, and writes it.</Trans>}
        maxLength={MOST_PHRASE}
      />
      <LinesDetail
        node={node}
        name="accept"
        label={<Trans>Other ways to write it, one a line</Trans>}
        hint={<Trans>Such as I’m for I am. Capitals and marks make no difference.</Trans>}
        rows={2}
      />
      <LineList
        node={node}
        kind="voice"
        legend={<Trans>Who says it</Trans>}
        hint={
          <Trans>
            Learners hear these voices, and what they say is compared with them. Two or three different people make it
            fairer.
          </Trans>
        }
        labels={{ text: t`Name of the voice`, add: t`Add a voice` }}
        maxLength={MOST_VOICE_NAME}
        more={(part, name) => <VoiceSound course={course} node={node} part={part} about={part.text || name} />}
      />
      <div className={styles.pair}>
        <TextDetail
          node={node}
          name="spokenIn"
          label={<Trans>Language of the phrase</Trans>}
          hint={<Trans>A tag such as en or es-MX. If empty: that of the course.</Trans>}
          maxLength={20}
        />
        <TextDetail
          node={node}
          name="ipa"
          label={<Trans>How it sounds, in phonetic signs</Trans>}
          hint={<Trans>If you like. Without slashes.</Trans>}
          maxLength={200}
        />
      </div>
    </div>
  );
};
