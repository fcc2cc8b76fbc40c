import type { ClozeParagraph, Gap, Option, Question } from '@hornbook/shared/content/pack.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { HtmlBlock } from '../../../components/html-block.tsx';
import { letter } from './letters.ts';
import styles from './worksheet.module.css';

const Blank = ({ wide = false }: { wide?: boolean }) => (
  <span className={`${styles.blank} ${wide ? styles.wide : ''}`} aria-hidden="true" />
);

/** Options by letter, each with something before it: a box to tick, or a line for a number. */
const Options = ({ options, lang, before }: { options: readonly Option[]; lang: string; before: ReactNode }) => (
  <ul className={styles.options}>
    {options.map(({ id, html }, index) => (
      <li key={id}>
        <span className={styles.letter}>
          {before} {letter(index)}
        </span>
        <HtmlBlock html={html} lang={lang} />
      </li>
    ))}
  </ul>
);

const box = (
  <span className={styles.box} aria-hidden="true">
    ☐
  </span>
);

const Cloze = ({
  paragraphs,
  gaps,
  lang,
}: {
  paragraphs: readonly ClozeParagraph[];
  gaps: readonly Gap[];
  lang: string;
}) => (
  <>
    {paragraphs.map((paragraph, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names, and never change places.
      <p key={index} lang={lang}>
        {paragraph.map((piece, place) => {
          if ('html' in piece)
            // biome-ignore lint/suspicious/noArrayIndexKey: neither have pieces.
            return <HtmlBlock key={place} html={piece.html} lang={lang} flowing />;
          const number = gaps.findIndex(({ id }) => id === piece.gapId) + 1;
          return (
            <span key={piece.gapId}>
              ({number}) <Blank />
            </span>
          );
        })}
      </p>
    ))}
    {gaps.map((gap, index) =>
      gap.kind === 'choice' ? (
        <div key={gap.id} className={styles.choices}>
          <span>({index + 1})</span>
          <Options options={gap.options} lang={lang} before={box} />
        </div>
      ) : null,
    )}
  </>
);

/** What a question has for an answer on paper. */
const Answering = ({ question, lang }: { question: Question; lang: string }) => {
  switch (question.kind) {
    case 'multiple_choice':
    case 'multiple_response':
      return <Options options={question.options} lang={lang} before={box} />;
    case 'true_false':
      return (
        <p className={styles.line}>
          <span>
            {box} <Trans>True</Trans>
          </span>
          <span>
            {box} <Trans>False</Trans>
          </span>
        </p>
      );
    case 'numeric':
      return (
        <p className={styles.line}>
          <Blank /> {question.unit}
        </p>
      );
    case 'short_text':
      return (
        <p>
          <Blank wide />
        </p>
      );
    case 'ordering':
      return <Options options={question.options} lang={lang} before={<Blank />} />;
    case 'matching':
      return (
        <div className={styles.pairs}>
          <Options options={question.options} lang={lang} before={<Blank />} />
          <ol className={styles.numbered}>
            {question.choices.map(({ id, html }) => (
              <li key={id}>
                <HtmlBlock html={html} lang={lang} />
              </li>
            ))}
          </ol>
        </div>
      );
    case 'cloze':
      return <Cloze paragraphs={question.paragraphs} gaps={question.gaps} lang={lang} />;
    case 'code':
      return <pre className={styles.code}>{question.starter}</pre>;
    case 'speak':
      return (
        <p lang={lang}>
          <Trans>Say it aloud:</Trans> <strong>{question.phrase.text}</strong>
        </p>
      );
  }
};

export const PrintedQuestion = ({ question, lang }: { question: Question; lang: string }) => (
  <li className={styles.question}>
    <HtmlBlock html={question.promptHtml} lang={lang} />
    <Answering question={question} lang={lang} />
  </li>
);
