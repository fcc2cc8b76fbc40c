import { cpus, loadavg } from 'node:os';
import { materials } from '@hornbook/shared/collections/materials.ts';
import { MAX_ROW_GZIP_BYTES } from '@hornbook/shared/sync/protocol.ts';
import { canonicalRow, emptyRow } from '@hornbook/shared/sync/row.ts';
import { gzipBytesAtMost } from '@hornbook/shared/sync/row-size.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { type OpenText, openText } from '@hornbook/shared/text/open-text.ts';
import { mulberry32 } from './random.ts';

const EDITS = 10_000;
const SITTINGS = 20;
const BEGIN = 'the leaf takes light and water to make sugar. '.repeat(44);
const LETTERS = 'etaoin shrdlu';

/** Each edit in a place of its own: no learner writes so, and it is the worst a note can be made of. */
const kinds: Record<string, (text: OpenText, random: () => number) => { at: number; remove: number; insert: string }> =
  {
    'a letter put in': (text, random) => ({
      at: Math.floor(random() * text.reads().length),
      remove: 0,
      insert: letter(random),
    }),
    'a letter replaced': (text, random) => ({
      at: Math.floor(random() * (text.reads().length - 1)),
      ...{ remove: 1, insert: letter(random) },
    }),
    'a word put in or taken out': (text, random) => {
      const at = Math.floor(random() * (text.reads().length - 5));
      return random() < 0.5 ? { at, remove: 0, insert: 'word ' } : { at, remove: 4, insert: '' };
    },
  };
const letter = (random: () => number): string => LETTERS[Math.floor(random() * LETTERS.length)] ?? 'e';

const bytesOf = (text: OpenText): number =>
  gzipBytesAtMost(canonicalRow(materials, { ...emptyRow(materials), text: text.value() }, { server: false }));

/** Milliseconds on a core: what else the machine does meanwhile is nothing of the note's. */
const timed = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** `npm run bench -- notes`: what a note that was edited ten thousand times takes, in bytes and in time. */
export const benchNotes = async (): Promise<void> => {
  const figures = Object.entries(kinds).map(([kind, edit]) => {
    const random = mulberry32(6);
    const text = openText(typeAll(BEGIN, 'begin000'));
    const type = (n: number) =>
      text.edit(edit(text, random), `sit${Math.floor((n * SITTINGS) / EDITS)}`.padEnd(8, '0'));
    const first = EDITS - 1_000;
    for (let n = 0; n < first; n++) type(n);
    const editMs = timed(() => {
      for (let n = first; n < EDITS; n++) type(n);
    });
    const spellMs = timed(() => void text.value());
    const before = text.value();
    const openMs = timed(() => void openText(before));
    type(EDITS - 1);
    const after = text.value();
    const joinMs = timed(() => void mergeTexts(before, after));
    return { kind, bytes: bytesOf(text), units: text.reads().length, editMs: editMs / 1_000, spellMs, openMs, joinMs };
  });
  const ms = (value: number): string => value.toFixed(value < 1 ? 3 : 1).padStart(9);
  process.stdout.write(
    `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; ${EDITS} edits, each in another place; a row takes ${MAX_ROW_GZIP_BYTES} bytes\n\n` +
      `${'ms on a core'.padEnd(30)}${['reads', 'bytes', 'an edit', 'spelling', 'opening', 'joining'].map((name) => name.padStart(9)).join('')}\n` +
      figures
        .map(
          ({ kind, units, bytes, editMs, spellMs, openMs, joinMs }) =>
            `${kind.padEnd(30)}${String(units).padStart(9)}${String(bytes).padStart(9)}${[editMs, spellMs, openMs, joinMs].map(ms).join('')}\n`,
        )
        .join('') +
      `\n${JSON.stringify({ bench: 'notes', figures })}\n`,
  );
};
