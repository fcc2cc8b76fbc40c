import { setTimeout } from 'node:timers/promises';
import type { Link } from './link-proxy.ts';
import type { ProcessorTimes } from './processor-time.ts';

/** A device of those that edit the same rows. It begins without a connection. */
export interface Editor {
  connect(): void;
  disconnect(): Promise<void>;
  /** Makes the rows; by one device, before the others look. */
  seed(rows: number): Promise<void>;
  /** Resolves when the device holds so many rows. */
  holds(rows: number): Promise<void>;
  /** Changes two fields of every row: one that everybody changes, and one that is this device's own. */
  editAll(): Promise<void>;
  /** A text that is the same exactly if the rows are. */
  hash(): string;
  /** How many fields there are, in all rows, that are some device's own. */
  ownFields(): number;
}

export interface EditResult {
  ms: number;
  bytes: number;
  equal: boolean;
  kept: number;
  of: number;
  processor: ProcessorTimes | undefined;
}

const ROWS = 200;
const DEVICES = 20;
const LOOK_EVERY_MS = 50;
const STABLE_MS = 3_000;
const PATIENCE_MS = 60_000;

/** Twenty devices edit the same two hundred rows apart from each other, then meet: until all hold the same. [W5] */
export const measureEdits = async (
  newEditors: (port: number, count: number) => Promise<Editor[]>,
  link: Link,
  count: () => () => ProcessorTimes | undefined,
): Promise<EditResult> => {
  const editors = await newEditors(link.port, DEVICES);
  const [first] = editors;
  if (!first) throw new Error('There is nobody to edit.');
  await first.seed(ROWS);
  for (const editor of editors) editor.connect();
  await Promise.all(editors.map((editor) => editor.holds(ROWS)));
  await Promise.all(editors.map((editor) => editor.disconnect()));
  for (const editor of editors) await editor.editAll();
  await link.reset();

  const used = count();
  let processor = used();
  const begun = performance.now();
  for (const editor of editors) editor.connect();
  let same = 0;
  let before = '';
  let bytes = 0;
  while (performance.now() - begun < PATIENCE_MS) {
    await setTimeout(LOOK_EVERY_MS);
    const hash = first.hash();
    // Looking costs the thread that is measured: the first that differs is enough.
    const equal = editors.every((editor) => editor.hash() === hash);
    const now = performance.now();
    if (!equal || first.ownFields() === 0) before = '';
    else if (hash !== before) {
      before = hash;
      same = now;
      processor = used();
      const { up, down } = await link.counts();
      bytes = up + down;
    } else if (now - same >= STABLE_MS) break;
  }
  const kept = Math.min(...editors.map((editor) => editor.ownFields()));
  await Promise.all(editors.map((editor) => editor.disconnect()));
  return { ms: same - begun, bytes, equal: before !== '', kept, of: ROWS * DEVICES, processor };
};
