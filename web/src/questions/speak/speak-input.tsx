import { Trans } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { Button } from '../../components/button.tsx';
import type { InputProps } from '../question-kind.ts';
import styles from './speak.module.css';
import { TakeWords } from './take-words.tsx';

const SpeakDesk = lazy(async () => ({ default: (await import('./speak-desk.tsx')).SpeakDesk }));

/** Where a phrase is said, or written. Its tools come in a moment; what was heard last shows at once. */
export const SpeakInput = (props: InputProps<'speak'>) => {
  const { question, response, lang, promptId, problemId, disabled } = props;
  return (
    <Suspense
      fallback={
        <div className={styles.desk}>
          <p className={styles.phrase} lang={question.phrase.lang ?? lang} dir="auto">
            {question.phrase.text}
          </p>
          {response?.take && <TakeWords question={question} take={response.take} lang={question.phrase.lang ?? lang} />}
          {response?.written && <p dir="auto">{response.written}</p>}
          <Button disabled aria-describedby={[promptId, problemId].filter(Boolean).join(' ')} data-held={disabled}>
            <Trans>Record</Trans>
          </Button>
        </div>
      }
    >
      <SpeakDesk {...props} />
    </Suspense>
  );
};
