import type { ClozeParagraph, Gap, QuestionOf } from '@hornbook/shared/content/pack.ts';
import { Fragment, type ReactNode } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import styles from './cloze.module.css';

interface ClozeTextProps {
  question: QuestionOf<'cloze'>;
  lang: string;
  /** What stands where a gap is. */
  gap: (gap: Gap, index: number, paragraph: ClozeParagraph) => ReactNode;
}

/** A comma stays with the gap before it: a line may end before a field, but not between it and what follows. */
const punctuation = /^[,.;:!?)\]%»”’،؛؟。、]/;

/** The running text of a cloze. */
export const ClozeText = ({ question, lang, gap }: ClozeTextProps) =>
  question.paragraphs.map((paragraph, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text of a question never changes while it is asked.
    <p key={at} className={styles.text} lang={lang} dir="auto">
      {paragraph.map((piece, place) => {
        const index = 'gapId' in piece ? question.gaps.findIndex(({ id }) => id === piece.gapId) : -1;
        const here = question.gaps[index];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <Fragment key={place}>
            {'html' in piece ? (
              <HtmlBlock
                html={place > 0 && punctuation.test(piece.html) ? `\u2060${piece.html}` : piece.html}
                flowing
              />
            ) : (
              here && gap(here, index, paragraph)
            )}
          </Fragment>
        );
      })}
    </p>
  ));
