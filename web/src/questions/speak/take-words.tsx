import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { Trans } from '@lingui/react/macro';
import { Icon } from '../../components/icon.tsx';
import styles from './speak.module.css';

interface TakeWordsProps {
  question: QuestionOf<'speak'>;
  take: JudgedTake;
  lang: string;
}

/** What was heard, in words: never a number, and never which sound was wrong, which can't be told. */
export const TakeWords = ({ question, take, lang }: TakeWordsProps) => {
  const said = (
    <q lang={lang} dir="auto">
      {question.phrase.text}
    </q>
  );
  const other = question.others.find(({ id }) => id === take.heardId)?.text;
  const heard = other && (
    <q lang={lang} dir="auto">
      {other}
    </q>
  );
  switch (take.band) {
    case 'matches':
      return (
        <p className={`${styles.band} ${styles.matches}`}>
          <Icon name="check" />
          <span>
            <Trans>It matches: we heard {said}</Trans>
          </span>
        </p>
      );
    case 'close':
      return (
        <p className={`${styles.band} ${styles.close}`}>
          <Icon name="half" />
          <span>
            <Trans>Close to {said}. Listen again, then once more.</Trans>
          </span>
        </p>
      );
    case 'different':
      return (
        <p className={`${styles.band} ${styles.different}`}>
          <Icon name="cross" />
          <span>
            {heard ? (
              <Trans>This sounded more like {heard}</Trans>
            ) : (
              <Trans>Not recognised. Listen again, and say all of it.</Trans>
            )}
          </span>
        </p>
      );
  }
};
