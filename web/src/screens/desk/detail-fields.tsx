import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { renameDraft, setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { useLinesDetail, useNumberDetail, useStoredText, useTextDetail } from './use-detail.ts';

interface DetailProps {
  node: DraftNode;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  maxLength?: number;
  rows?: number;
}

/** A word or a few about a part. */
export const TextDetail = ({ node, name, maxLength = 300, ...field }: DetailProps) => (
  <TextField {...field} {...useTextDetail(node, name)} maxLength={maxLength} />
);

/** Several, a line each. */
export const LinesDetail = ({ node, name, maxLength = 4000, rows = 3, ...field }: DetailProps) => (
  <TextField {...field} {...useLinesDetail(node, name)} maxLength={maxLength} rows={rows} />
);

export const NumberDetail = ({ node, name, label, hint }: DetailProps) => {
  const { isWrong, ...field } = useNumberDetail(node, name);
  const said = isWrong ? <Trans>This is not a number yet.</Trans> : hint;
  return <TextField label={label} hint={said} {...field} maxLength={30} />;
};

export const TitleField = ({
  node,
  label,
  maxLength = 120,
}: {
  node: DraftNode;
  label: ReactNode;
  maxLength?: number;
}) => {
  const field = useStoredText(node.title, (title) => renameDraft(node.id, title));
  return <TextField label={label} {...field} maxLength={maxLength} />;
};

interface FlagProps {
  checked: boolean;
  label: ReactNode;
  onChange: (checked: boolean) => void;
  type?: 'checkbox' | 'radio';
  name?: string;
}

/** Shows what was picked at once, and from then on what is stored. */
export const Mark = ({ checked, label, onChange, type = 'checkbox', name }: FlagProps) => {
  const [picked, setPicked] = useState<boolean | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the moment when what is stored changes.
  useEffect(() => setPicked(null), [checked]);
  return (
    <label className={styles.mark}>
      <input
        type={type}
        name={name}
        checked={picked ?? checked}
        onChange={({ target }) => {
          setPicked(target.checked);
          onChange(target.checked);
        }}
      />
      <span>{label}</span>
    </label>
  );
};

export const FlagDetail = ({ node, name, label, otherwise }: DetailProps & { otherwise: boolean }) => {
  const tellStored = useTellStored();
  const stored = node.details[name];
  return (
    <Mark
      label={label}
      checked={typeof stored === 'boolean' ? stored : otherwise}
      onChange={(value) => void setDetails(node.id, { [name]: value }).then(tellStored)}
    />
  );
};
