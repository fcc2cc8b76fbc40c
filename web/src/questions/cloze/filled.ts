import type { ClozeParagraph } from '@hornbook/shared/content/pack.ts';
import type { FilledGap } from '@hornbook/shared/grading/cloze.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import { plainText } from '../plain-text.ts';

/** The response with one gap filled, or emptied; null when none is left. Sorted: the order of filling says nothing. */
export const filled = (gaps: readonly FilledGap[], id: string, text: string): ResponseOf<'cloze'> | null => {
  const others = gaps.filter((gap) => gap.id !== id);
  const next = text === '' ? others : [...others, { id, text }];
  if (next.length === 0) return null;
  return { kind: 'cloze', gaps: next.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
};

const WORDS = 5;

/** The few words before a gap, by which someone who comes to it without seeing the text knows where they are. */
export const wordsBefore = (paragraph: ClozeParagraph, gapId: string): string => {
  const at = paragraph.findIndex((piece) => 'gapId' in piece && piece.gapId === gapId);
  const said = paragraph.slice(0, at).map((piece) => ('html' in piece ? plainText(piece.html) : '…'));
  return said.join(' ').split(' ').slice(-WORDS).join(' ');
};
