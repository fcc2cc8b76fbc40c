import type { Question } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { isSolved } from '@hornbook/shared/learning/question-facts.ts';
import { Trans } from '@lingui/react/macro';
import { useId, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { QuestionInput, QuestionReview } from '../../../questions/question-input.tsx';
import type { Problem } from '../../player/player-state.ts';
import { ProblemNote } from '../../player/problem-note.tsx';
import { Prompt } from '../../player/prompt.tsx';
import { responseProblem } from '../../player/response-problem.ts';
import { Verdict } from '../../player/verdict.tsx';
import styles from './media.module.css';
import type { StoryQuestions } from './use-story-questions.ts';

interface PauseQuestionProps {
  question: Question;
  lang: string;
  place: string;
  questions: StoryQuestions;
}

/** A question between two lines: answered on the spot, and explained. It holds nobody up. */
export const PauseQuestion = ({ question, lang, place, questions }: PauseQuestionProps) => {
  const id = useId();
  const verdict = useRef<HTMLHeadingElement>(null);
  const [response, setResponse] = useState<Response | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const stored = questions.responseTo(question.id);
  const graded = stored && isSolved(question) ? grade(question, stored) : null;

  const check = async () => {
    const before = responseProblem(question, response);
    if (response === null || before) return setProblem(before ?? 'empty');
    setBusy(true);
    const outcome = await questions.answer(question, response);
    setBusy(false);
    if (outcome.kind === 'kept') {
      setProblem(null);
      requestAnimationFrame(() => verdict.current?.focus({ preventScroll: true }));
    } else setProblem(outcome.kind === 'not-stored' ? outcome.reason : 'empty');
  };
  return (
    <section className={styles.pause} aria-labelledby={`${id}-prompt`}>
      <Prompt html={question.promptHtml} lang={lang} place={place} level={3} headingId={`${id}-prompt`} />
      {stored === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void check();
          }}
        >
          <QuestionInput
            question={question}
            response={response}
            onChange={(next) => {
              setResponse(next);
              setProblem(null);
            }}
            seed={null}
            lang={lang}
            promptId={`${id}-prompt`}
            problemId={problem === null ? null : `${id}-problem`}
            disabled={busy}
          />
          <ProblemNote id={`${id}-problem`} problem={problem} kind={question.kind} />
          <Button type="submit" look="quiet" disabled={busy}>
            <Trans>Check</Trans>
          </Button>
        </form>
      ) : (
        <>
          <QuestionReview question={question} response={stored} seed={null} lang={lang} feedback="none" />
          {graded?.kind === 'graded' && (
            <Verdict
              question={question}
              grade={graded}
              hintsUsed={0}
              revealed={false}
              lang={lang}
              headingRef={verdict}
            />
          )}
        </>
      )}
    </section>
  );
};
