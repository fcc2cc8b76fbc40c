import { useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import type { InputProps } from '../question-kind.ts';
import { TextField } from '../text-field.tsx';
import { flipSign } from './flip-sign.ts';

export const NumericInput = (props: InputProps<'numeric'>) => {
  const { question, response, onChange, disabled, promptId, problemId } = props;
  const { t } = useLingui();
  const { unit } = question;
  const text = response?.text ?? '';
  const change = (next: string) => onChange(next === '' ? null : { kind: 'numeric', text: next });
  return (
    <TextField
      id={`${promptId}-field`}
      label={unit ? t`Your answer in ${unit}` : t`Your answer, a number`}
      suffix={unit}
      inputMode="decimal"
      value={text}
      disabled={disabled}
      onChange={({ target }) => change(target.value)}
      describedBy={[promptId]}
      problemId={problemId}
      aid={
        <Button look="quiet" disabled={disabled} aria-label={t`Change the sign`} onClick={() => change(flipSign(text))}>
          ±
        </Button>
      }
    />
  );
};
