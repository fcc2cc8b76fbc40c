import { useLingui } from '@lingui/react/macro';
import { ChoiceList } from '../choice-list.tsx';
import { inOptionOrder } from '../option-order.ts';
import type { InputProps } from '../question-kind.ts';
import { toggled } from './toggled.ts';

export const MultipleResponseInput = (props: InputProps<'multiple_response'>) => {
  const { question, response, onChange, seed, ...rest } = props;
  const { t } = useLingui();
  return (
    <ChoiceList
      {...rest}
      several
      legend={t`Choose all that fit`}
      choices={inOptionOrder(question.options, seed, question.id)}
      chosen={response?.optionIds ?? []}
      onChoose={(optionId) => onChange(toggled(response, optionId))}
    />
  );
};
