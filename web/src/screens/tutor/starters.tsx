import type { Thread } from '@hornbook/shared/collections/threads.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import styles from './tutor.module.css';

/** What one may begin with, so that nobody sits before an empty page. */
export const Starters = ({ context, onAsk }: { context: Thread['context']; onAsk: (text: string) => void }) => {
  const { t } = useLingui();
  const byContext: Record<Thread['context'], string[]> = {
    lesson: [t`Explain this lesson in simple words`, t`Give me an example from daily life`, t`What is this good for?`],
    assessment_help: [t`What do I have to know for this?`, t`Explain the idea behind these questions`],
    course_guidance: [t`What should I learn next?`, t`What is this course about?`],
    material: [t`Explain this in simple words`, t`What is most important here?`],
    general: [],
  };
  return (
    <div className={styles.starters}>
      <p className={styles.lead}>
        <Trans>Ask whatever is not clear. It is kept here, also without a connection.</Trans>
      </p>
      {byContext[context].map((text) => (
        <Button key={text} look="quiet" onClick={() => onAsk(text)}>
          {text}
        </Button>
      ))}
    </div>
  );
};
