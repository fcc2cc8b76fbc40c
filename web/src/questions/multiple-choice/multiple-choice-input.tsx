import { useLingui } from '@lingui/react/macro';
import { ChoiceList } from '../choice-list.tsx';
import { inOptionOrder } from '../option-order.ts';
import type { InputProps } from '../question-kind.ts';

export const MultipleChoiceInput = ({ question, response, onChange, seed, ...rest }: InputProps<'multiple_choice'>) => {
  const { t } = useLingui();
  return (
    <ChoiceList
      {...rest}
      several={false}
      legend={t`Choose one`}
      choices={inOptionOrder(question.options, seed, question.id)}
      chosen={response ? [response.optionId] : []}
      onChoose={(optionId) => onChange({ kind: 'multiple_choice', optionId })}
    />
  );
};
