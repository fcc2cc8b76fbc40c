import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../shell/screen.tsx';
import type { Played } from './played.ts';

/** An attempt the learner stopped on purpose. It can be taken up again, with all its answers. */
export const StoppedPage = ({ played, onResume }: { played: Played; onResume: () => void }) => {
  const { view, title, home } = played;
  const { answeredCount, questionCount } = view.standing;
  return (
    <Screen
      title={title}
      focused
      back={{ href: home, place: title, close: true }}
      bottom={
        <Button wide onClick={onResume}>
          <Trans>Go on where you were</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          You stopped this attempt with {answeredCount} of {questionCount} questions answered. Your answers are all
          still here.
        </Trans>
      </p>
    </Screen>
  );
};
