import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { Button } from '../../components/button.tsx';
import type { InputProps } from '../question-kind.ts';
import styles from './code.module.css';
import { PlainEditor } from './plain-editor.tsx';

const CodeDesk = lazy(async () => ({ default: (await import('./code-desk.tsx')).CodeDesk }));

/** Where a program is written and tried. Its tools come in a moment; until then it can be read and written. */
export const CodeInput = (props: InputProps<'code'>) => {
  const { question, response, onChange, disabled, promptId, problemId } = props;
  const { t } = useLingui();
  return (
    <Suspense
      fallback={
        <div className={styles.desk} data-desk>
          <div className={styles.writing}>
            <PlainEditor
              value={response?.source ?? question.starter}
              onChange={(source) => onChange({ kind: 'code', source, run: null })}
              language={question.language}
              label={t`Your program`}
              describedBy={[promptId, problemId].filter(Boolean).join(' ')}
              hint=""
              invalid={problemId !== null}
              disabled={disabled}
              markedLine={null}
            />
          </div>
          <div className={styles.trying}>
            <Button look="quiet" icon="play" disabled>
              {t`Run all tests`}
            </Button>
          </div>
        </div>
      }
    >
      <CodeDesk {...props} />
    </Suspense>
  );
};
