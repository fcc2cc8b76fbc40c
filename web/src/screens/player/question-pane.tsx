import type { Question } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { isSolved } from '@hornbook/shared/learning/question-facts.ts';
import { type ReactNode, type RefObject, useId } from 'react';
import type { AskedQuestion } from '../../data/queries/asked-question.ts';
import { QuestionInput, QuestionReview } from '../../questions/question-input.tsx';
import { KeptHistory } from './code-history.tsx';
import { Hints } from './hints.tsx';
import { KeptTakes } from './kept-takes.tsx';
import styles from './player.module.css';
import type { Problem } from './player-state.ts';
import { ProblemNote } from './problem-note.tsx';
import { Prompt } from './prompt.tsx';
import { toneOf, Verdict } from './verdict.tsx';

interface QuestionPaneProps {
  attemptId: string;
  asked: AskedQuestion;
  lang: string;
  seed: string | null;
  /** The stored response whose verdict shows, or null while the question is asked. */
  stored: Response | null;
  response: Response | null;
  problem: Problem | null;
  disabled: boolean;
  withHints: boolean;
  /** Active time on the question so far. */
  activeMs: () => number;
  /** The activity's own words, above its first question. */
  intro: ReactNode;
  place: string;
  /** The button that goes on, where it belongs to the verdict. */
  bottom: ReactNode;
  headingRef: RefObject<HTMLHeadingElement | null>;
  verdictRef: RefObject<HTMLHeadingElement | null>;
  fieldRef: RefObject<HTMLDivElement | null>;
  onRespond: (response: Response | null) => void;
}

const gradeOf = (question: Question, stored: Response | null) => {
  const graded = stored && isSolved(question) ? grade(question, stored) : null;
  return graded?.kind === 'graded' ? graded : null;
};

/** One question: what is asked, where it is answered, and in a practice what came of it. */
export const QuestionPane = (props: QuestionPaneProps) => {
  const { attemptId, asked, lang, seed, stored, response, problem, disabled, withHints } = props;
  const { question, hintsUsed } = asked;
  const id = useId();
  const promptId = `${id}-prompt`;
  const problemId = `${id}-problem`;
  const graded = gradeOf(question, stored);
  return (
    <>
      {props.intro && <div className={styles.intro}>{props.intro}</div>}
      <Prompt
        html={question.promptHtml}
        lang={lang}
        place={props.place}
        level={1}
        headingId={promptId}
        headingRef={props.headingRef}
      />
      <div ref={props.fieldRef} className={styles.field}>
        {stored === null ? (
          <KeptHistory attemptId={attemptId} questionId={question.id} activeMs={props.activeMs}>
            <KeptTakes attemptId={attemptId} questionId={question.id} courseVersion={asked.courseVersion}>
              <QuestionInput
                question={question}
                response={response}
                onChange={props.onRespond}
                seed={seed}
                lang={lang}
                promptId={promptId}
                problemId={problem === null ? null : problemId}
                disabled={disabled}
              />
            </KeptTakes>
          </KeptHistory>
        ) : (
          <QuestionReview
            question={question}
            response={stored}
            seed={seed}
            lang={lang}
            // The verdict says it of the one chosen; where several are chosen it is said beside each misjudged one.
            feedback={graded && graded.matchedFeedback === undefined ? 'misjudged' : 'none'}
          />
        )}
        <ProblemNote id={problemId} problem={problem} kind={question.kind} />
        {withHints && stored === null && question.hintsHtml.length > 0 && (
          <Hints
            attemptId={attemptId}
            questionId={question.id}
            hintsHtml={question.hintsHtml}
            hintsUsed={hintsUsed}
            lang={lang}
          />
        )}
      </div>
      {graded && (
        <div data-sheet className={`${styles.sheet} ${styles[toneOf(graded)]}`}>
          <div className={styles.inside}>
            <Verdict
              question={question}
              grade={graded}
              hintsUsed={hintsUsed}
              revealed={asked.revealed}
              lang={lang}
              headingRef={props.verdictRef}
            />
            <div className={styles.sheetEnd}>{props.bottom}</div>
          </div>
        </div>
      )}
    </>
  );
};
