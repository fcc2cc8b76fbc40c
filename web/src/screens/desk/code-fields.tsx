import { codeLanguageOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { MAX_SOURCE } from '@hornbook/shared/code/code-run.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { TextDetail } from './detail-fields.tsx';
import { LineList } from './line-list.tsx';
import { useProgramDetail } from './use-detail.ts';

/** A question that is answered by a program: what it begins with, the author's own, and what it is tried with. */
export const CodeFields = ({ node }: { node: DraftNode }) => {
  const { t } = useLingui();
  const tellStored = useTellStored();
  return (
    <div className={styles.form}>
      <SelectField
        label={t`Programming language`}
        shown
        value={codeLanguageOf(node)}
        onChange={(language) => void setDetails(node.id, { language }).then(tellStored)}
        options={[
          { value: 'python', label: 'Python' },
          { value: 'javascript', label: 'JavaScript' },
          { value: 'typescript', label: 'TypeScript' },
        ]}
      />
      <ProgramDetail
        node={node}
        name="starter"
        label={<Trans>What learners begin with</Trans>}
        hint={<Trans>A function without its inside, for example. If empty: they begin with nothing.</Trans>}
      />
      <ProgramDetail
        node={node}
        name="solution"
        label={<Trans>Your own program</Trans>}
        hint={<Trans>Shown to learners once they have answered.</Trans>}
      />
      <LineList
        node={node}
        kind="test"
        legend={<Trans>What it is tried with</Trans>}
        hint={<Trans>A call, such as double(4), and what it gives, such as 8. Learners see all of them.</Trans>}
        labels={{ text: t`Call`, match: t`gives`, add: t`Add a test` }}
      />
      <TextDetail
        node={node}
        name="expectedOutput"
        label={<Trans>What the whole program prints</Trans>}
        hint={<Trans>If that matters.</Trans>}
        rows={2}
        maxLength={2000}
      />
    </div>
  );
};

interface ProgramProps {
  node: DraftNode;
  name: string;
  label: ReactNode;
  hint: ReactNode;
}

/** A program: from left to right, its blanks kept, and left alone by what corrects words. */
export const ProgramDetail = ({ node, name, label, hint }: ProgramProps) => {
  const { onChange, onCommit, value } = useProgramDetail(node, name);
  const id = `${node.id}-${name}`;
  return (
    <div className={styles.writing}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={`${styles.text} ${styles.program}`}
        aria-describedby={`${id}-hint`}
        value={value}
        maxLength={MAX_SOURCE}
        rows={5}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onCommit}
        dir="ltr"
        translate="no"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
      />
      <p id={`${id}-hint`} className={styles.quiet}>
        {hint}
      </p>
    </div>
  );
};
