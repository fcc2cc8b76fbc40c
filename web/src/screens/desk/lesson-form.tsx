import { Trans } from '@lingui/react/macro';
import { DifficultyChoice, SkillChoice } from './choice-details.tsx';
import { CodeExample } from './code-example.tsx';
import styles from './desk.module.css';
import { LinesDetail, NumberDetail, TextDetail, TitleField } from './detail-fields.tsx';
import { LessonQuestions } from './lesson-questions.tsx';
import type { FormProps } from './part-screen.tsx';
import { TextEditor } from './text-editor.tsx';

export const LessonForm = ({ course, node, renderer, lang }: FormProps) => (
  <>
    <div className={styles.pair}>
      <TitleField node={node} label={<Trans>Title</Trans>} />
      <TextDetail node={node} name="summary" label={<Trans>What it is about, in a sentence</Trans>} maxLength={300} />
    </div>
    <TextEditor
      course={course}
      node={node}
      label={<Trans>The lesson</Trans>}
      hint={
        <Trans>
          ## makes a heading, - a list, **bold** what matters, $a^2$ a formula; ``` before and after a program, with its
          language.
        </Trans>
      }
      rows={14}
      renderer={renderer}
      look="reading"
      lang={lang}
    />
    <div className={styles.pair}>
      <LinesDetail
        node={node}
        name="keyPoints"
        label={<Trans>To take along: two to five, one a line</Trans>}
        rows={4}
        maxLength={1200}
      />
      <TextDetail
        node={node}
        name="explanation"
        label={<Trans>The same idea another way</Trans>}
        hint={<Trans>If you like. In Markdown, as the lesson.</Trans>}
        rows={4}
        maxLength={6000}
      />
    </div>
    <CodeExample node={node} />
    <div className={styles.pair}>
      <DifficultyChoice node={node} />
      <NumberDetail
        node={node}
        name="estimatedMinutes"
        label={<Trans>Minutes it takes</Trans>}
        hint={<Trans>If empty: counted from its words.</Trans>}
      />
    </div>
    <SkillChoice course={course} node={node} />
    <LessonQuestions course={course} lesson={node} />
  </>
);
