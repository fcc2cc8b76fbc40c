import { childrenOf, type DraftNode, textIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, IconButton } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { setDetails } from '../../data/commands/write-drafts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import { DifficultyChoice } from './choice-details.tsx';
import styles from './desk.module.css';
import { LinesDetail, TextDetail, TitleField } from './detail-fields.tsx';
import type { FormProps } from './part-screen.tsx';
import { usePartName } from './part-words.tsx';
import { TextEditor } from './text-editor.tsx';
import { useAddPart } from './use-add-part.ts';
import { usePartActions } from './use-part-actions.ts';

const LANGUAGES = 'ar bn de en es fr hi id it ja ko nl pl pt ru sw tr uk ur vi zh'.split(' ');

/** What learners read about a course before they begin it. */
export const CourseForm = ({ node, renderer, lang }: FormProps) => {
  const { t, i18n } = useLingui();
  const tellStored = useTellStored();
  const names = new Intl.DisplayNames([i18n.locale], { type: 'language' });
  const languages = [...new Set([...LANGUAGES, textIn(node.details, 'language') || 'en'])];
  return (
    <>
      <div className={styles.pair}>
        <TitleField node={node} label={<Trans>Title</Trans>} />
        <TextDetail
          node={node}
          name="shortDescription"
          label={<Trans>What it is about, in a sentence</Trans>}
          maxLength={140}
        />
      </div>
      <TextEditor
        node={node}
        label={<Trans>About the course</Trans>}
        hint={<Trans>One to three paragraphs.</Trans>}
        rows={6}
        renderer={renderer}
        lang={lang}
      />
      <div className={styles.pair}>
        <TextDetail
          node={node}
          name="goal"
          label={<Trans>What a learner can do after it</Trans>}
          hint={<Trans>“Read a weather map”: what somebody new picks first. If empty: the title.</Trans>}
          maxLength={80}
        />
        <TextDetail node={node} name="author" label={<Trans>Who wrote it</Trans>} maxLength={120} />
      </div>
      <div className={styles.pair}>
        <SelectField
          label={t`Language of the course`}
          shown
          value={textIn(node.details, 'language') || 'en'}
          onChange={(language) => void setDetails(node.id, { language }).then(tellStored)}
          options={languages
            .map((value) => ({ value, label: names.of(value) ?? value }))
            .toSorted((a, b) => a.label.localeCompare(b.label, i18n.locale))}
        />
        <DifficultyChoice node={node} />
      </div>
      <LinesDetail
        node={node}
        name="tags"
        label={<Trans>Words to find it by, one a line</Trans>}
        rows={2}
        maxLength={300}
      />
      <Skills course={node} />
    </>
  );
};

/** What the course teaches. A course begins with one; who needs more adds them, and says what trains which. */
const Skills = ({ course }: { course: DraftNode }) => {
  const { t } = useLingui();
  const add = useAddPart(course);
  const actions = usePartActions(course);
  const nameOf = usePartName();
  const skills = childrenOf(course, 'skill');
  return (
    <Section title={<Trans>Skills it teaches</Trans>}>
      <ul className={styles.lines}>
        {skills.map((skill) => {
          const name = nameOf(skill);
          return (
            <li key={skill.id} className={styles.line}>
              <div className={styles.pair}>
                <TitleField node={skill} label={<Trans>Skill</Trans>} maxLength={80} />
                <TextDetail
                  node={skill}
                  name="description"
                  label={<Trans>What it is to have it</Trans>}
                  hint={<Trans>If you like.</Trans>}
                  maxLength={300}
                />
              </div>
              {skills.length > 1 && (
                <IconButton icon="remove" label={t`Remove: ${name}`} onClick={() => void actions.remove(skill)} />
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.adding}>
        <Button look="quiet" icon="add" onClick={() => void add.skill(t`New skill`)}>
          <Trans>Add a skill</Trans>
        </Button>
      </div>
    </Section>
  );
};
