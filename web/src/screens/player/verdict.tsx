import type { Question } from '@hornbook/shared/content/pack.ts';
import type { Grade } from '@hornbook/shared/grading/grade.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Icon } from '../../components/icon.tsx';
import styles from './verdict.module.css';

type Graded = Extract<Grade, { kind: 'graded' }>;
export type VerdictTone = 'right' | 'partly' | 'wrong';

export const toneOf = ({ correct, earned }: Pick<Graded, 'correct' | 'earned'>): VerdictTone =>
  correct ? 'right' : earned > 0 ? 'partly' : 'wrong';

/** Right or not, by sign, word and colour. */
export const VerdictWord = ({ tone }: { tone: VerdictTone }) => (
  <span className={`${styles.word} ${styles[tone]}`}>
    <Icon name={tone === 'wrong' ? 'cross' : tone === 'partly' ? 'half' : 'check'} />
    {tone === 'right' ? (
      <Trans>Right</Trans>
    ) : tone === 'partly' ? (
      <Trans>Partly right</Trans>
    ) : (
      <Trans>Not quite</Trans>
    )}
  </span>
);

interface VerdictProps {
  question: Question;
  grade: Graded;
  hintsUsed: number;
  /** The verdict of an answer that was taken back had been seen. */
  revealed: boolean;
  lang: string;
  headingRef: RefObject<HTMLHeadingElement | null>;
}

/** The feedback to one answer: the verdict, what was probably misunderstood, why it is as it is. */
export const Verdict = ({ question, grade, hintsUsed, revealed, lang, headingRef }: VerdictProps) => {
  const tone = toneOf(grade);
  const { earned, possible, matchedFeedback } = grade;
  return (
    <div className={styles.verdict}>
      <div className={styles.top}>
        <h2 ref={headingRef} tabIndex={-1}>
          <VerdictWord tone={tone} />
        </h2>
        {possible > 1 && (
          <span className={styles.points}>
            <Trans>
              {earned} of {possible} points
            </Trans>
          </span>
        )}
      </div>
      {matchedFeedback && (
        <div className={`${styles.matched} ${styles[tone]}`}>
          <HtmlBlock html={matchedFeedback} lang={lang} />
        </div>
      )}
      {question.explanationHtml && <HtmlBlock html={question.explanationHtml} lang={lang} />}
      <p className={styles.kept}>
        <Icon name="device" />
        <Trans>Saved on this device.</Trans>
        {revealed && (
          <span>
            <Trans>Answered again: your skill moves when it comes back.</Trans>
          </span>
        )}
        {!revealed && grade.correct && hintsUsed > 0 && (
          <span>
            <Plural
              value={hintsUsed}
              one="With a hint: your skill moves when you do it without."
              other="With hints: your skill moves when you do it without."
            />
          </span>
        )}
      </p>
    </div>
  );
};
