import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import type { InputProps } from '../question-kind.ts';
import styles from './code.module.css';

/** Where a program is written. */
export const CodeInput = ({ question, response, onChange, disabled, promptId, problemId }: InputProps<'code'>) => {
  const { t } = useLingui();
  const source = response?.source ?? question.starter;
  return (
    <div className={styles.code}>
      <textarea
        className={styles.plain}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-label={t`Your program`}
        aria-describedby={[promptId, problemId].filter(Boolean).join(' ')}
        aria-invalid={problemId !== null}
        disabled={disabled}
        value={source}
        onChange={({ target }) => onChange({ kind: 'code', source: target.value, run: null })}
      />
      <Button look="quiet" disabled={disabled} onClick={() => onChange(null)}>
        <Trans>Start over</Trans>
      </Button>
    </div>
  );
};
