import { isWritten } from '@hornbook/shared/grading/speak.ts';
import { Trans } from '@lingui/react/macro';
import { PartMark } from '../part-mark.tsx';
import type { ReviewProps } from '../question-kind.ts';
import { TypedReview } from '../typed-review.tsx';
import styles from './speak.module.css';
import { TakeWords } from './take-words.tsx';

/** A phrase that was said or written, and the phrase itself beside it. */
export const SpeakReview = ({ question, response, lang: courseLang }: ReviewProps<'speak'>) => {
  const lang = question.phrase.lang ?? courseLang;
  const { solution } = question;
  const take = response?.take ?? null;
  if (!take || !solution) {
    const written = response?.written ?? null;
    const right = solution ? written !== null && isWritten(solution, written) : null;
    return (
      <TypedReview
        given={take ? <Trans>spoken</Trans> : written}
        right={right}
        solution={solution?.text ?? null}
        lang={lang}
      />
    );
  }
  const isRight = { phrase: take.band !== 'different', likeness: take.band === 'matches' };
  const mark = (right: boolean) => (
    <PartMark right={right}>{right ? <Trans>Right</Trans> : <Trans>Not right</Trans>}</PartMark>
  );
  return (
    <div className={styles.review}>
      <TakeWords question={question} take={take} lang={lang} />
      <dl className={styles.parts}>
        <div>
          <dt>
            <Trans>The phrase</Trans>
          </dt>
          <dd>{mark(isRight.phrase)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Clearly enough</Trans>
          </dt>
          <dd>{mark(isRight.likeness)}</dd>
        </div>
      </dl>
      {take.band === 'different' && (
        <p>
          <Trans>Right answer</Trans>:{' '}
          <b lang={lang} dir="auto">
            {solution.text}
          </b>{' '}
          {question.phrase.ipa !== '' && (
            <span lang={lang} dir="ltr">
              /{question.phrase.ipa}/
            </span>
          )}
        </p>
      )}
    </div>
  );
};
