import type { PrintedLine, TestOutcome } from './code-run.ts';
import { shorten } from './outcomes.ts';

const MAX_LINES = 200;
const MAX_CHARACTERS = 20_000;

/** Keeps what a program prints, up to what someone would read. */
export class Printer {
  readonly lines: PrintedLine[] = [];
  cut = false;
  #characters = 0;

  print(level: PrintedLine['level'], text: string): void {
    if (this.lines.length >= MAX_LINES || this.#characters >= MAX_CHARACTERS) {
      this.cut = true;
      return;
    }
    const kept = shorten(text, MAX_CHARACTERS - this.#characters + 1);
    if (kept.length < text.length) this.cut = true;
    this.#characters += kept.length + 1;
    this.lines.push({ level, text: kept });
  }
}

/** Whether a program printed what it should. Spaces at the ends of lines and empty lines at the end don't count. */
export const compareOutput = (
  { lines, cut }: Pick<Printer, 'lines' | 'cut'>,
  expected: string,
): Omit<TestOutcome, 'id' | 'name'> => {
  const printed = lines.filter(({ level }) => level === 'log').map(({ text }) => text);
  const got = trimLines(printed.join('\n'));
  const wanted = trimLines(expected);
  if (!cut && got === wanted) return { status: 'passed' };
  return { status: 'failed', expected: shorten(wanted), got: shorten(got) };
};

const trimLines = (text: string): string => text.replaceAll(/[ \t\r]+$/gm, '').replace(/\n+$/, '');
