import type { Gap, GapSolution } from '@hornbook/shared/content/pack.ts';
import { judgeGap, textIn } from '@hornbook/shared/grading/cloze.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Icon } from '../../components/icon.tsx';
import { plainText } from '../plain-text.ts';
import type { ReviewProps } from '../question-kind.ts';
import styles from './cloze.module.css';
import { ClozeText } from './cloze-text.tsx';

/** The text with what was put into its gaps, what belongs there, and what there is to say about it. */
export const ClozeReview = ({ question, response, lang, feedback }: ReviewProps<'cloze'>) => {
  const { t, i18n } = useLingui();
  const { solution, gaps } = question;
  const given = response?.gaps ?? [];
  const wordsOf = (gap: Gap, text: string): string => {
    if (gap.kind === 'choice') return plainText(gap.options.find(({ id }) => id === text)?.html ?? '');
    return gap.kind === 'number' && gap.unit && text !== '' ? `${text} ${gap.unit}` : text;
  };
  const rightWords = (gap: Gap): string => {
    const wanted: GapSolution | undefined = solution?.gaps.find(({ id }) => id === gap.id);
    if (wanted?.kind === 'choice') return wordsOf(gap, wanted.optionId);
    if (wanted?.kind === 'number') return wordsOf(gap, i18n.number(wanted.value, { maximumSignificantDigits: 12 }));
    return wanted?.accept[0] ?? '';
  };
  const judged = gaps.map((gap) => {
    const text = textIn(given, gap.id);
    return { gap, words: wordsOf(gap, text), verdict: solution && judgeGap({ solution }, gap, text) };
  });
  const said = judged
    .map(({ gap, verdict }, index) => ({ gap, number: index + 1, verdict }))
    .filter(
      ({ verdict }) => verdict?.feedbackHtml && (feedback === 'all' || (feedback === 'misjudged' && !verdict.correct)),
    );

  return (
    <div className={styles.cloze}>
      <ClozeText
        question={question}
        lang={lang}
        gap={(gap, index) => {
          const { words = '', verdict = null } = judged[index] ?? {};
          const number = index + 1;
          const numbered = said.some((entry) => entry.number === number);
          if (!verdict)
            return (
              <span className={styles.given}>
                <span className="visually-hidden">{t`Your answer`}: </span>
                <bdi>{words || '…'}</bdi>
              </span>
            );
          return (
            <>
              {(words !== '' || verdict.correct) && (
                <span className={`${styles.given} ${verdict.correct ? styles.right : styles.wrong}`}>
                  <Icon name={verdict.correct ? 'check' : 'cross'} />
                  <span className="visually-hidden">
                    {verdict.correct ? t`Your answer: right` : t`Your answer: not right`}:{' '}
                  </span>
                  <bdi>{words}</bdi>
                  {numbered && <sup className={styles.number}>{number}</sup>}
                </span>
              )}
              {!verdict.correct && (
                <span className={`${styles.given} ${styles.belongs}`}>
                  <span className={words === '' ? undefined : 'visually-hidden'}>
                    {words === '' ? <Trans>left open</Trans> : t`Right answer`}:{' '}
                  </span>
                  <bdi>{rightWords(gap)}</bdi>
                </span>
              )}
            </>
          );
        }}
      />
      {said.length > 0 && (
        <ul className={styles.notes}>
          {said.map(({ gap, number, verdict }) => (
            <li key={gap.id}>
              <span className={styles.number} aria-hidden="true">
                {number}
              </span>
              <span className="visually-hidden">{t`Gap ${number}`}: </span>
              <HtmlBlock html={verdict?.feedbackHtml ?? ''} lang={lang} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
