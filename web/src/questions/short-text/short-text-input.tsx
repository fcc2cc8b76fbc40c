import { useLingui } from '@lingui/react/macro';
import type { InputProps } from '../question-kind.ts';
import { TextField } from '../text-field.tsx';

export const ShortTextInput = (props: InputProps<'short_text'>) => {
  const { response, onChange, disabled, lang, promptId, problemId } = props;
  const { t } = useLingui();
  return (
    <TextField
      id={`${promptId}-field`}
      label={t`Your answer, a word or two`}
      lang={lang}
      value={response?.text ?? ''}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value === '' ? null : { kind: 'short_text', text: target.value })}
      describedBy={[promptId]}
      problemId={problemId}
    />
  );
};
