import type { Activity } from '@hornbook/shared/content/pack.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ChoiceGroup } from '../../../components/choice-group.tsx';
import { HtmlBlock } from '../../../components/html-block.tsx';
import { EmptyState, MissingState, Skeleton } from '../../../components/states.tsx';
import { type LessonResult, useLesson } from '../../../data/queries/lessons.ts';
import { activityWords } from '../../../i18n/words.tsx';
import { Screen } from '../../../shell/screen.tsx';
import { PrintedAnswer } from './printed-answer.tsx';
import { PrintedQuestion } from './printed-question.tsx';
import styles from './worksheet.module.css';

type What = 'lesson' | 'questions' | 'answers';

const Questions = ({ activities, lang }: { activities: readonly Activity[]; lang: string }) =>
  activities.map(({ id, kind, title, instructionsHtml, questions }) => (
    <section key={id} className={styles.activity}>
      <h2>
        {activityWords[kind]} · <span lang={lang}>{title}</span>
      </h2>
      {instructionsHtml && <HtmlBlock html={instructionsHtml} lang={lang} />}
      <ol className={styles.questions}>
        {questions.map((question) => (
          <PrintedQuestion key={question.id} question={question} lang={lang} />
        ))}
      </ol>
    </section>
  ));

const Answers = ({ activities, lang }: { activities: readonly Activity[]; lang: string }) => (
  <section className={styles.answers}>
    <h2>
      <Trans>Answers</Trans>
    </h2>
    {activities.map(({ id, kind, title, questions }) => (
      <section key={id} className={styles.activity}>
        <h3>
          {activityWords[kind]} · <span lang={lang}>{title}</span>
        </h3>
        <ol className={styles.questions}>
          {questions.map((question) => (
            <PrintedAnswer key={question.id} question={question} lang={lang} />
          ))}
        </ol>
      </section>
    ))}
  </section>
);

const Sheet = ({ lesson }: { lesson: Extract<LessonResult, { kind: 'ready' }> }) => {
  const [what, setWhat] = useState<What>('lesson');
  const { part, entry } = lesson;
  const { activities, html, keyPoints } = part;
  const lang = entry.language;
  return (
    <>
      <div className={styles.controls}>
        {activities.length > 0 && (
          <ChoiceGroup
            legend={<Trans>What is printed</Trans>}
            name="printed"
            options={[
              { value: 'lesson', label: <Trans>The lesson</Trans> },
              { value: 'questions', label: <Trans>Its questions</Trans> },
              { value: 'answers', label: <Trans>Questions and answers</Trans> },
            ]}
            value={what}
            onChoose={setWhat}
          />
        )}
        <div>
          <Button icon="print" onClick={() => print()}>
            <Trans>Print</Trans>
          </Button>
        </div>
      </div>
      {what === 'lesson' && (
        <>
          <HtmlBlock html={html} look="reading" lang={lang} />
          {keyPoints.length > 0 && (
            <section>
              <h2>
                <Trans>To take along</Trans>
              </h2>
              <ul lang={lang}>
                {keyPoints.map((point) => (
                  <li key={point}>{point}</li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      {what !== 'lesson' && <Questions activities={activities} lang={lang} />}
      {what === 'answers' && <Answers activities={activities} lang={lang} />}
    </>
  );
};

/** A lesson for paper: to read, or its questions as a worksheet, the answers on a page of their own. */
export const WorksheetScreen = ({ course, lessonId }: { course: string; lessonId: string }) => {
  const { t } = useLingui();
  const result = useLesson(course, lessonId);
  const title = result.kind === 'ready' ? result.header.title : t`Print`;
  return (
    <Screen
      title={result.kind === 'loading' ? undefined : title}
      {...(result.kind === 'ready' && { titleLang: result.entry.language })}
      back={{ href: `/learn/${course}/lessons/${lessonId}`, place: <Trans>Lesson</Trans> }}
    >
      {result.kind === 'loading' && <Skeleton label={t`Fetching the lesson from this device`} lines={6} />}
      {result.kind === 'missing' && (
        <MissingState
          title={<Trans>Needs download</Trans>}
          action={
            <ButtonLink href={`/learn/${course}`} icon="download">
              <Trans>Get it with the course</Trans>
            </ButtonLink>
          }
        />
      )}
      {result.kind === 'unknown' && <EmptyState mayCome icon="lesson" title={<Trans>There is no such lesson</Trans>} />}
      {result.kind === 'ready' && <Sheet lesson={result} />}
    </Screen>
  );
};
