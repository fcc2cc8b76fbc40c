import { type DraftNode, textIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Disclosure } from '../../components/disclosure.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { ProgramDetail } from './code-fields.tsx';
import styles from './desk.module.css';
import { TextDetail } from './detail-fields.tsx';

/** Names of languages are the same in every language. */
const LANGUAGES = [
  ['python', 'Python'],
  ['javascript', 'JavaScript'],
  ['typescript', 'TypeScript'],
  ['html', 'HTML'],
  ['css', 'CSS'],
  ['sql', 'SQL'],
  ['json', 'JSON'],
  ['bash', 'Bash'],
] as const;

/** A program that learners find below the lesson. Most lessons have none, so it is folded until there is one. */
export const CodeExample = ({ node }: { node: DraftNode }) => {
  const { t } = useLingui();
  const tellStored = useTellStored();
  return (
    <Disclosure summary={<Trans>A program as an example</Trans>}>
      <div className={styles.form}>
        <div className={styles.pair}>
          <SelectField
            label={t`Language of the example`}
            shown
            value={textIn(node.details, 'exampleLanguage') || 'text'}
            onChange={(exampleLanguage) => void setDetails(node.id, { exampleLanguage }).then(tellStored)}
            options={[
              { value: 'text', label: t`Plain text` },
              ...LANGUAGES.map(([value, label]) => ({ value, label })),
            ]}
          />
          <TextDetail
            node={node}
            name="exampleCaption"
            label={<Trans>What it shows</Trans>}
            hint={<Trans>Stands below it. If empty: the title of the lesson.</Trans>}
            maxLength={200}
          />
        </div>
        <ProgramDetail
          node={node}
          name="exampleCode"
          label={<Trans>The program</Trans>}
          hint={<Trans>If empty, the lesson has no example.</Trans>}
        />
      </div>
    </Disclosure>
  );
};
