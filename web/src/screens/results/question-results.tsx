import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Icon } from '../../components/icon.tsx';
import { Tag } from '../../components/tag.tsx';
import type { AskedQuestion } from '../../data/queries/asked-question.ts';
import { promptParts } from '../../questions/prompt-parts.ts';
import { QuestionReview } from '../../questions/question-input.tsx';
import type { PlayableAttempt } from '../player/played.ts';
import { toneOf, VerdictWord } from '../player/verdict.tsx';
import { type QuestionResult, questionResult } from './question-result.ts';
import styles from './results.module.css';
import { reviewedQuestion } from './reviewed-question.ts';

const Verdict = ({ result }: { result: QuestionResult }) => {
  if (result.kind === 'graded') return <VerdictWord tone={toneOf(result)} />;
  return (
    <Tag tone={result.kind === 'open' ? 'quiet' : 'info'}>
      {result.kind === 'open' ? <Trans>Left open</Trans> : <Trans>Will be graded when sent</Trans>}
    </Tag>
  );
};

/** The hints that were opened before answering: they are part of how it went. */
const TakenHints = ({ hintsHtml, taken, lang }: { hintsHtml: readonly string[]; taken: number; lang: string }) => (
  <div className={styles.hints}>
    <p className={styles.hintsName}>
      <Icon name="hint" />
      <Plural value={taken} one="Answered with a hint" other="Answered with # hints" />
    </p>
    {hintsHtml.map((html, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: hints are opened in their order and never move.
      <HtmlBlock key={index} html={html} lang={lang} />
    ))}
  </div>
);

interface EntryProps {
  asked: AskedQuestion;
  attempt: PlayableAttempt['attempt'];
  number: number;
}

const Entry = ({ asked, attempt, number }: EntryProps) => {
  const { t } = useLingui();
  const lang = asked.language;
  const question = reviewedQuestion(asked.question, asked.review);
  const result = questionResult(asked, attempt);
  const { headingHtml, restHtml } = promptParts(question.promptHtml);
  const { hintsUsed } = asked;
  return (
    <li>
      {/* What was right is folded up: there is more to gain from the rest. */}
      <details className={styles.entry} open={!(result.kind === 'graded' && result.correct)}>
        <summary className={styles.summary}>
          <Verdict result={result} />
          <span className={styles.turn}>
            <Icon name="down" />
          </span>
          <h3 className={styles.asked} dir={headingHtml === null ? undefined : 'auto'}>
            {headingHtml === null ? t`Question ${number}` : <HtmlBlock html={headingHtml} lang={lang} inline />}
          </h3>
        </summary>
        <div className={styles.review}>
          {restHtml && <HtmlBlock html={restHtml} lang={lang} />}
          <QuestionReview
            question={question}
            response={asked.response}
            seed={asked.shuffle ? attempt.seed : null}
            lang={lang}
            feedback="all"
          />
          {question.explanationHtml && (
            <div className={styles.explanation}>
              <HtmlBlock html={question.explanationHtml} lang={lang} />
            </div>
          )}
          {hintsUsed > 0 && (
            <TakenHints hintsHtml={question.hintsHtml.slice(0, hintsUsed)} taken={hintsUsed} lang={lang} />
          )}
        </div>
      </details>
    </li>
  );
};

/** Every question again: what was answered, what is right, and why. */
export const QuestionResults = ({ view }: { view: PlayableAttempt }) => (
  <ol className={styles.entries}>
    {view.questions.map((asked, index) => (
      <Entry key={asked.question.id} asked={asked} attempt={view.attempt} number={index + 1} />
    ))}
  </ol>
);
