import { OPERATION_KINDS, type OperationKind } from './plan.ts';

/** What may strike in a history, counted when it really does. */
export const FAULTS = [
  'request lost',
  'reply lost',
  'duplicate',
  'cut off',
  'portal',
  'timeout',
  'unreachable',
  'error 500',
  'stale page',
  'refetch 409',
  'retry epoch',
  'retry time',
  'rejected',
  'wait',
  'no session',
  'no room',
  'store broken',
  'died writing',
  'killed in tx',
] as const;
export type Fault = (typeof FAULTS)[number];

/** In how many histories an operation and a fault met. */
export type Coverage = Partial<Record<OperationKind, Partial<Record<Fault, number>>>>;

export const addCoverage = (to: Coverage, operations: Iterable<OperationKind>, faults: Iterable<Fault>): void => {
  const all = [...faults];
  for (const operation of new Set(operations)) {
    const row = to[operation] ?? {};
    to[operation] = row;
    for (const fault of all) row[fault] = (row[fault] ?? 0) + 1;
  }
};

export const joinCoverage = (all: readonly Coverage[]): Coverage => {
  const joined: Coverage = {};
  for (const coverage of all) {
    for (const operation of OPERATION_KINDS) {
      const row = joined[operation] ?? {};
      joined[operation] = row;
      for (const fault of FAULTS) row[fault] = (row[fault] ?? 0) + (coverage[operation]?.[fault] ?? 0);
    }
  }
  return joined;
};

/** Operations and faults that never met. */
export const missingPairs = (coverage: Coverage, operations: readonly OperationKind[] = OPERATION_KINDS): string[] =>
  operations.flatMap((operation) =>
    FAULTS.filter((fault) => !coverage[operation]?.[fault]).map((fault) => `${operation} × ${fault}`),
  );

/** The matrix, a line each operation and a column each fault. */
export const coverageTable = (coverage: Coverage): string => {
  const names = FAULTS.map((fault, index) => `${String.fromCharCode(97 + index)} ${fault}`);
  const lines = [0, 1, 2, 3].map((line) => names.slice(line * 5, line * 5 + 5).join(', '));
  const width = 6;
  const cells = (values: readonly (string | number)[]) => values.map((value) => String(value).padStart(width)).join('');
  return [
    'In how many histories an operation and a fault met:',
    ...lines.map((line) => `  ${line}`),
    `${' '.repeat(16)}${cells(FAULTS.map((_, index) => String.fromCharCode(97 + index)))}`,
    ...OPERATION_KINDS.map(
      (operation) => `${operation.padEnd(16)}${cells(FAULTS.map((fault) => coverage[operation]?.[fault] ?? 0))}`,
    ),
  ].join('\n');
};
