/** Raise it with every change of what a text's words are: an index of another version is made anew. */
export const TOKENIZER_VERSION = 2;

/** Words in any script: where words are not spaced, the browser's dictionary finds them. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const ARABIC = /\p{Script=Arabic}/u;
/** Article, with and without "and", "with", "for" before it. */
const ARTICLE = /^(?:و|ف)?(?:ال|بال|كال|لل)(?=.{2})/;

/** An Arabic word as it is found however it is written: one form of each letter, no article. */
const plainArabic = (word: string): string =>
  word
    .replaceAll('ـ', '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replace(ARTICLE, '');

/** A word as it is compared: without case, accents and vowel marks, in one width. */
export const plainWord = (word: string): string => {
  // Composed first: a hamza is a letter of its own in Arabic, and a mark only when it is taken apart.
  const composed = word.normalize('NFKC').toLowerCase();
  const folded = ARABIC.test(composed) ? plainArabic(composed.replaceAll(/[\u064B-\u0652\u0670]/g, '')) : composed;
  return folded.normalize('NFKD').replaceAll(/\p{M}/gu, '');
};

export interface Word {
  /** As it is compared. */
  plain: string;
  /** Where it stands in the text, in UTF-16 code units. */
  start: number;
  end: number;
}

/** The words of a text with their places. */
export const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue;
    const plain = plainWord(segment);
    if (plain) words.push({ plain, start: index, end: index + segment.length });
  }
  return words;
};

export const tokenize = (text: string): string[] => wordsOf(text).map(({ plain }) => plain);
