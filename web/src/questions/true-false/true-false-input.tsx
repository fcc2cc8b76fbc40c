import { useLingui } from '@lingui/react/macro';
import { ChoiceList } from '../choice-list.tsx';
import type { InputProps } from '../question-kind.ts';

export const TrueFalseInput = ({ question, response, onChange, seed, ...rest }: InputProps<'true_false'>) => {
  const { t } = useLingui();
  return (
    <ChoiceList
      {...rest}
      several={false}
      legend={t`Is this true?`}
      choices={[
        { id: 'true', text: t`True` },
        { id: 'false', text: t`False` },
      ]}
      chosen={response ? [String(response.value)] : []}
      onChoose={(id) => onChange({ kind: 'true_false', value: id === 'true' })}
    />
  );
};
