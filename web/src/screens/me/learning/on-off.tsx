import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ChoiceGroup } from '../../../components/choice-group.tsx';

interface OnOffProps {
  legend: ReactNode;
  hint?: ReactNode;
  name: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Everything that speaks up by itself can be switched off. */
export const OnOff = ({ legend, hint, name, on, onChange }: OnOffProps) => (
  <ChoiceGroup
    legend={legend}
    hint={hint}
    name={name}
    value={on ? 'on' : 'off'}
    onChoose={(value) => onChange(value === 'on')}
    options={[
      { value: 'on', label: <Trans>On</Trans> },
      { value: 'off', label: <Trans>Off</Trans> },
    ]}
  />
);
