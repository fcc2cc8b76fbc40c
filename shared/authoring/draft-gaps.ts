/** One gap of a text, as an author writes it between double brackets. */
export type WrittenGap =
  /** `[[steam / vapour]]`: typed, any of these. */
  | { id: string; kind: 'text'; accept: string[] }
  /** `[[100]]`: a number. */
  | { id: string; kind: 'number'; answer: number }
  /** `[[*steam | ice | rain]]`: chosen, the starred one is right. */
  | { id: string; kind: 'choice'; options: { id: string; text: string; correct: boolean }[] };

export interface GapText {
  /** The text with the gaps by their ids, as the format of courses has it: `[[g1]]`. */
  text: string;
  gaps: WrittenGap[];
}

const WRITTEN = /\[\[([^[\]\n]*)\]\]/g;
const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/;

/** Reads a text whose gaps hold their own answers. */
export const readGaps = (written: string): GapText => {
  const gaps: WrittenGap[] = [];
  const text = written.replaceAll(WRITTEN, (_, inner: string) => {
    const id = `g${gaps.length + 1}`;
    gaps.push(readGap(id, inner.trim()));
    return `[[${id}]]`;
  });
  return { text, gaps };
};

const readGap = (id: string, inner: string): WrittenGap => {
  if (inner.includes('|') || inner.startsWith('*')) {
    const options = inner.split('|').map((option, index) => ({
      id: `o${index + 1}`,
      text: option.trim().replace(/^\*\s*/, ''),
      correct: option.trim().startsWith('*'),
    }));
    return { id, kind: 'choice', options };
  }
  if (NUMBER.test(inner)) return { id, kind: 'number', answer: Number(inner.replace(',', '.')) };
  const accept = inner.split(' / ').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  return { id, kind: 'text', accept };
};
