import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadFile } from '@hornbook/shared/import/imported.ts';
import { openTablesBy } from '@hornbook/shared/import/open-tables.ts';
import { readQuestions } from '@hornbook/shared/import/read-questions.ts';
import { strToU8 } from 'fflate';
import initSqlJs from 'sql.js';
import { afterAll, describe, expect, it } from 'vitest';
import { importQuestions } from './import-questions.ts';
import { ankiFiles, giftFiles } from './testing/hostile-others.ts';
import { cartridgeFiles, moodleFiles, qtiFiles } from './testing/hostile-xml.ts';
import { describeRefusal, describeUnreadable } from './words.ts';

const folder = mkdtempSync(join(tmpdir(), 'hornbook-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Why nothing was taken, in words; null when something was. */
const refusalOf = (file: ReadFile): string | null => {
  if (file.kind === 'unreadable') return describeUnreadable(file.reason);
  const outcomes = file.items.map(({ outcome }) => outcome);
  if (outcomes.length === 0 || outcomes.some(({ kind }) => kind === 'taken')) return null;
  const [first] = outcomes;
  return first?.kind === 'refused' ? describeRefusal(first.refusal) : null;
};

describe.each([
  ['GIFT', 'q.gift', async () => giftFiles],
  ['Moodle XML', 'q.xml', async () => moodleFiles],
  ['QTI', 'q.xml', async () => qtiFiles],
  ['Common Cartridge', 'q.imscc', async () => cartridgeFiles],
  ['Anki', 'q.apkg', ankiFiles],
])('files of %s that are broken or mean no good', (_, name, files) => {
  it('are refused in words, each of them, and none is taken', async () => {
    const all = Object.entries(await files());
    expect(all.length).toBeGreaterThanOrEqual(20);
    const taken: string[] = [];
    for (const [what, content] of all) {
      const refusal = refusalOf(
        await readQuestions(
          name,
          typeof content === 'string' ? strToU8(content) : content,
          openTablesBy(() => initSqlJs()),
        ),
      );
      if (refusal === null || refusal.length < 10 || refusal.includes('undefined')) taken.push(`${what}: ${refusal}`);
    }
    expect(taken).toEqual([]);
  }, 60_000);
});

/** An import in a process of its own; what it said, and the most memory that process ever had. */
const importApart = (name: string, content: string | Uint8Array): { said: string; peakBytes: number } => {
  const from = join(folder, name);
  writeFileSync(from, content);
  const script = `
    import { existsSync, readFileSync } from 'node:fs';
    import { importQuestions } from ${JSON.stringify(new URL('./import-questions.ts', import.meta.url).href)};
    await importQuestions({ from: ${JSON.stringify(from)}, into: ${JSON.stringify(join(folder, 'courses/x'))}, print: console.log });
    // The system's own count of the most memory begins with what the process had that started this one.
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    console.log((Number(/VmHWM:\\s*(\\d+)/.exec(status)?.[1]) || process.resourceUsage().maxRSS) * 1024);`;
  const loader = createRequire(import.meta.url).resolve('tsx');
  const said = execFileSync(process.execPath, ['--import', loader, '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: {},
  });
  const lines = said.trim().split('\n');
  return { said: lines.slice(0, -1).join('\n'), peakBytes: Number(lines.at(-1)) };
};

describe('memory', () => {
  const files: [string, string | Uint8Array, RegExp][] = [
    ['tags.xml', `<quiz>${'<a/>'.repeat(5_000_000)}</quiz>`, /tags\.xml holds more than can be read at once/],
    ['lines.gift', 'a\n'.repeat(4_000_000), /refused: .*it is longer than 100000 characters/],
    [
      'marks.xml',
      `<quiz><question type="x" ${'a1="" '.repeat(3_000_000)}/></quiz>`,
      /marks\.xml holds more than can be read at once/,
    ],
    [
      'pictures.xml',
      `<quiz><question type="essay"><questiontext><text>See</text><file name="a.png" encoding="base64">${'A'.repeat(23_000_000)}</file></questiontext></question></quiz>`,
      /there is no such kind of question here: essay/,
    ],
  ];
  it.each(process.env.HORNBOOK_DEEP === '1' ? files : files.slice(0, 2))(
    'stays below 256 MB, whatever a file asks for: %s',
    (name, content, words) => {
      const { said, peakBytes } = importApart(name, content);
      expect(said).toMatch(words);
      expect(peakBytes / 1024 / 1024).toBeLessThan(256);
    },
    60_000,
  );

  it('leaves nothing behind of what it refused', async () => {
    const from = join(folder, 'letter.gift');
    writeFileSync(from, 'Dear all,\n\nplease find the questions attached.');
    const said: string[] = [];
    expect(await importQuestions({ from, into: join(folder, 'none/x'), print: (line) => said.push(line) })).toBe(1);
    expect(said.join()).toMatch(/is in no format known here.*Nothing was changed/);
  });
});
