import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A list beside the backups, and no part of any: a backup put back brings back what was taken away after it was made, and
 * the database it replaces may be gone. Whoever takes the backups elsewhere takes the lists along.
 */
export const listBeside = (dataDir: string, name: 'erased' | 'revoked' | 'leaving'): string =>
  join(dataDir, 'backups', `${name}.jsonl`);

/** Of lines that a crash cut off only the last can be lost, and that one is in the database still. */
export const readLines = <Line>(file: string): Line[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line): Line[] => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      // The last one, or empty.
      return [];
    }
  });
};

export const addLines = (file: string, lines: readonly object[]): void => {
  if (lines.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const open = openSync(file, 'a', 0o600);
  try {
    // Begun on a line of its own, whatever a crash left of the last one.
    appendFileSync(open, `\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
};
