import { HtmlBlock } from '../components/html-block.tsx';
import { AnswerMark } from './answer-mark.tsx';
import type { Choice } from './choice-list.tsx';
import styles from './choices.module.css';

interface ReviewedChoice extends Choice {
  chosen: boolean;
  /** Null while the solution isn't known here. */
  right: boolean | null;
  feedbackHtml: string | null;
}

interface ChoiceReviewProps {
  several: boolean;
  choices: readonly ReviewedChoice[];
  lang: string;
  feedback: 'all' | 'misjudged' | 'none';
}

const lookOf = ({ chosen, right }: ReviewedChoice): string | undefined => {
  if (right === null) return chosen ? styles.picked : undefined;
  return right ? styles.right : chosen ? styles.wrong : styles.aside;
};

/** The options once they are answered: what was chosen and what is right, in words as well as in colour. */
export const ChoiceReview = ({ several, choices, lang, feedback }: ChoiceReviewProps) => (
  <ul className={styles.choices}>
    {choices.map((choice, index) => (
      <li key={choice.id} className={`${styles.choice} ${lookOf(choice)}`}>
        <span className={`${styles.badge} ${several ? styles.square : ''}`} aria-hidden="true">
          {index + 1}
        </span>
        <span className={styles.words}>
          {choice.html === undefined ? choice.text : <HtmlBlock html={choice.html} lang={lang} inline />}
        </span>
        <AnswerMark chosen={choice.chosen} right={choice.right} />
        {choice.feedbackHtml &&
          (feedback === 'all' || (feedback === 'misjudged' && choice.chosen !== choice.right)) && (
            <div className={styles.feedback}>
              <HtmlBlock html={choice.feedbackHtml} lang={lang} />
            </div>
          )}
      </li>
    ))}
  </ul>
);
