import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../shell/screen.tsx';
import type { ReadyAttempt } from './use-player.ts';

/** An attempt the learner stopped on purpose. It can be taken up again, with all its answers. */
export const StoppedPage = ({ view, onResume }: { view: ReadyAttempt; onResume: () => void }) => {
  const { activity, entry, standing } = view;
  const { answeredCount, questionCount } = standing;
  return (
    <Screen
      title={activity.title}
      back={{ href: `/learn/${entry.slug}/activities/${activity.id}`, place: entry.title }}
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
