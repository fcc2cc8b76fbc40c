import type { Spoken } from '@hornbook/shared/authoring/authored-question.ts';
import { checkDrafts } from '@hornbook/shared/authoring/check-drafts.ts';
import { type DraftNode, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import { type Grade, grade } from '@hornbook/shared/grading/grade.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { Trans } from '@lingui/react/macro';
import { useId, useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { QuestionInput, QuestionReview } from '../../questions/question-input.tsx';
import { Prompt } from '../player/prompt.tsx';
import { toneOf, VerdictWord } from '../player/verdict.tsx';
import styles from './desk.module.css';
import type { DraftRenderer } from './draft-renderer.ts';
import { faultWords } from './problem-words.tsx';
import { WithSpoken } from './speak/with-spoken.tsx';
import { NoRenderer, TextProblems } from './text-editor.tsx';

interface TryOutProps {
  course: DraftNode;
  node: DraftNode;
  renderer: DraftRenderer | undefined;
  lang: string;
}

/** The question as learners get it, answered by its author and graded as theirs will be. Nothing of it is kept. */
export const TryOut = ({ course, node, renderer, lang }: TryOutProps) => {
  const faults = useMemo(() => checkDrafts(node), [node]);
  if (faults.length > 0)
    return (
      <div className={styles.tryout}>
        <p>
          <Trans>You can try it once nothing is missing:</Trans>
        </p>
        <ul className={styles.problems}>
          {faults.map(({ fault }) => (
            <li key={fault}>{faultWords[fault]}</li>
          ))}
        </ul>
      </div>
    );
  if (!renderer) return <NoRenderer />;
  if (questionKindOf(node) !== 'speak') return <Tried node={node} renderer={renderer} lang={lang} />;
  return (
    <WithSpoken course={course} node={node} lang={lang}>
      {(spoken) => <Tried node={node} renderer={renderer} lang={lang} spoken={spoken} />}
    </WithSpoken>
  );
};

interface TriedProps {
  node: DraftNode;
  renderer: DraftRenderer;
  lang: string;
  /** What a question to speak asks with. */
  spoken?: Spoken;
}

const Tried = ({ node, renderer, lang, spoken }: TriedProps) => {
  const compiled = useMemo(() => renderer.question(node, spoken), [node, renderer, spoken]);
  // Whatever is changed, it is tried anew.
  return (
    <div className={styles.tryout}>
      <TextProblems problems={compiled.problems} />
      <Asked key={JSON.stringify(compiled.question)} question={compiled.question} lang={lang} />
    </div>
  );
};

type Answered = { response: Response; grade: Extract<Grade, { kind: 'graded' }> };

const Asked = ({ question, lang }: { question: ReturnType<DraftRenderer['question']>['question']; lang: string }) => {
  const id = useId();
  const [response, setResponse] = useState<Response | null>(null);
  const [tried, setTried] = useState<Answered | null>(null);
  const [isUnfinished, setIsUnfinished] = useState(false);
  const [seed, setSeed] = useState('1');
  const handleCheck = () => {
    const graded = response && grade(question, response);
    if (response && graded?.kind === 'graded') setTried({ response, grade: graded });
    setIsUnfinished(graded?.kind !== 'graded');
  };
  const handleAgain = () => {
    setTried(null);
    setResponse(null);
    setSeed((last) => `${last}1`);
  };
  const problemId = `${id}-problem`;
  return (
    <>
      <Prompt html={question.promptHtml} lang={lang} place="" level={3} headingId={`${id}-prompt`} />
      {tried ? (
        <>
          <QuestionReview
            question={question}
            response={tried.response}
            seed={seed}
            lang={lang}
            feedback={tried.grade.matchedFeedback === undefined ? 'misjudged' : 'none'}
          />
          <div role="status" className={styles.fields}>
            <VerdictWord tone={toneOf(tried.grade)} />
            <span className={styles.quiet}>
              <Trans>
                {tried.grade.earned} of {tried.grade.possible} points
              </Trans>
            </span>
          </div>
          {tried.grade.matchedFeedback && <HtmlBlock html={tried.grade.matchedFeedback} lang={lang} />}
          {question.explanationHtml && <HtmlBlock html={question.explanationHtml} lang={lang} />}
          <div>
            <Button look="quiet" icon="undo" onClick={handleAgain}>
              <Trans>Try it again</Trans>
            </Button>
          </div>
        </>
      ) : (
        <>
          <QuestionInput
            question={question}
            response={response}
            onChange={(next) => {
              setResponse(next);
              setIsUnfinished(false);
            }}
            seed={seed}
            lang={lang}
            promptId={`${id}-prompt`}
            problemId={isUnfinished ? problemId : null}
            disabled={false}
          />
          {question.kind === 'code' && (
            <div>
              <Button
                look="plain"
                onClick={() => setResponse({ kind: 'code', source: question.solution.source, run: null })}
              >
                <Trans>Put in your own program</Trans>
              </Button>
            </div>
          )}
          <p id={problemId} role="status" className={styles.quiet}>
            {isUnfinished && <Trans>This is no whole answer yet.</Trans>}
          </p>
          <div>
            <Button look="quiet" icon="check" onClick={handleCheck}>
              <Trans>Try this answer</Trans>
            </Button>
          </div>
        </>
      )}
    </>
  );
};
