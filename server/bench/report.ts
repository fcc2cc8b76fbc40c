import type { ProcessorTimes } from './processor-time.ts';
import type { FlakyResult, Measured } from './workloads.ts';

const FLOOR = 'floor';

interface Line {
  name: string;
  value: (measured: Measured) => number | undefined;
  unit: string;
  /** Less than this at the floor is nothing to compare with. */
  least: number;
}

const megabytes = (bytes: { up: number; down: number } | undefined, way: 'up' | 'down') => bytes && bytes[way] / 1e6;
const flaky = (measured: Measured, rate: string): FlakyResult | undefined => measured.flaky?.[rate];
const flakyMs = (rate: string) => (measured: Measured) => {
  const result = flaky(measured, rate);
  return result && (result.finished ? result.ms / 1000 : Number.POSITIVE_INFINITY);
};

const used = (times: ProcessorTimes | undefined) => times && times.device + times.server + times.database;
const processorLines = (name: string, timesOf: (measured: Measured) => ProcessorTimes | undefined): Line[] => [
  { name: `${name}, processor time`, value: (one) => used(timesOf(one)), unit: 'ms', least: 1 },
  { name: '  of it the device', value: (one) => timesOf(one)?.device, unit: 'ms', least: Number.POSITIVE_INFINITY },
  { name: '  of it the server', value: (one) => timesOf(one)?.server, unit: 'ms', least: Number.POSITIVE_INFINITY },
  { name: '  of it Postgres', value: (one) => timesOf(one)?.database, unit: 'ms', least: Number.POSITIVE_INFINITY },
];

const lines: Line[] = [
  { name: 'local writes', value: ({ localMs }) => localMs, unit: 'ms', least: 100 },
  { name: 'W1 upload', value: ({ uploadMs }) => uploadMs, unit: 'ms', least: 1 },
  ...processorLines('W1', ({ uploadProcessor }) => uploadProcessor),
  { name: 'W2 download to a fresh device', value: ({ downloadMs }) => downloadMs, unit: 'ms', least: 1 },
  ...processorLines('W2', ({ downloadProcessor }) => downloadProcessor),
  { name: 'W3 one write, there: median', value: ({ latencyMs }) => latencyMs?.p50, unit: 'ms', least: 1 },
  { name: 'W3 one write, there: 95 of 100', value: ({ latencyMs }) => latencyMs?.p95, unit: 'ms', least: 1 },
  { name: 'W4 upload, bytes up', value: ({ uploadBytes }) => megabytes(uploadBytes, 'up'), unit: 'MB', least: 0.1 },
  { name: 'W4 upload, bytes down', value: ({ uploadBytes }) => megabytes(uploadBytes, 'down'), unit: 'MB', least: 0.1 },
  {
    name: 'W4 download, bytes up',
    value: ({ downloadBytes }) => megabytes(downloadBytes, 'up'),
    unit: 'MB',
    least: 0.1,
  },
  {
    name: 'W4 download, bytes down',
    value: ({ downloadBytes }) => megabytes(downloadBytes, 'down'),
    unit: 'MB',
    least: 0.1,
  },
  { name: 'W5 twenty devices agree', value: ({ edits }) => edits?.ms, unit: 'ms', least: 1 },
  ...processorLines('W5', ({ edits }) => edits?.processor),
  { name: 'W5 bytes, both ways', value: ({ edits }) => edits && edits.bytes / 1e6, unit: 'MB', least: 0.1 },
  { name: 'W5 own edits kept, of 4000', value: ({ edits }) => edits?.kept, unit: '', least: Number.POSITIVE_INFINITY },
  { name: 'W6 at 250 kB/s, cut', value: flakyMs('250 kB/s'), unit: 's', least: 0.1 },
  { name: 'W6 at 60 kB/s, cut', value: flakyMs('60 kB/s'), unit: 's', least: 0.1 },
  { name: 'W6 at 60 kB/s, bytes up', value: (one) => megabytes(flaky(one, '60 kB/s'), 'up'), unit: 'MB', least: 0.1 },
];

const shown = (value: number | undefined): string => {
  if (value === undefined) return '–';
  if (value === Number.POSITIVE_INFINITY) return 'never';
  return value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
};

const median = (values: number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
};

const medianOf = (rounds: readonly Measured[], { value }: Line): number | undefined =>
  median(rounds.map(value).filter((one) => one !== undefined));

/** The figures for people, medians of the rounds with ratios to the floor, and as JSON in the last line. */
export const report = (results: readonly Measured[][]): string => {
  const names = results.map((rounds) => rounds[0]?.contestant ?? '');
  const floor = results.find((rounds) => rounds[0]?.contestant === FLOOR);
  const table = [['', ...names]];
  for (const line of lines) {
    const least = floor && medianOf(floor, line);
    const cells = results.map((rounds) => {
      const value = medianOf(rounds, line);
      // Beside next to nothing a ratio says nothing.
      const comparable = rounds !== floor && least !== undefined && least >= line.least && value !== undefined;
      const ratio = comparable ? ` (×${(value / least).toFixed(2)})` : '';
      return `${shown(value)}${value === undefined ? '' : ` ${line.unit}`}${ratio}`;
    });
    if (cells.some((cell) => cell !== '–')) table.push([line.name, ...cells]);
  }
  table.push(['W2 hash equal', ...results.map((rounds) => rounds.map(({ equal }) => shownEqual(equal)).join(', '))]);
  const widths = names.map((_, column) => Math.max(...table.map((row) => row[column + 1]?.length ?? 0)));
  const first = Math.max(...table.map(([name]) => name?.length ?? 0));
  const text = table.map(([name, ...cells]) =>
    [name?.padEnd(first), ...cells.map((cell, column) => cell.padStart(widths[column] ?? 0))].join('  '),
  );
  return `\n${text.join('\n')}\n\n${JSON.stringify({ bench: 'sync', results: results.flat() })}\n`;
};

const shownEqual = (equal: boolean | undefined): string => (equal === undefined ? '–' : equal ? 'yes' : 'NO');
