import { type Faults, NO_FAULTS, type OperationKind, type Plan } from './plan.ts';

/** What a history is made of that meets one thing on purpose. */
export interface Setting {
  faults?: Partial<Faults>;
  learners?: number;
  skews?: number[];
  oldApps?: boolean[];
  /** Kinds in turn, or with the device that does it. */
  operations: readonly (OperationKind | [OperationKind, number])[];
  strictNames?: boolean;
  unpublished?: boolean;
  spacingMs?: number;
  gapMs?: number;
}

export const directedPlan = (seed: number, setting: Setting): Plan => ({
  seed,
  learners: setting.learners ?? 1,
  devices: (setting.skews ?? [0, 0]).map((skewMs, index) => ({
    learner: index % (setting.learners ?? 1),
    skewMs,
    oldApp: setting.oldApps?.[index] ?? false,
  })),
  faults: { ...NO_FAULTS, ...setting.faults },
  strictNames: setting.strictNames ?? false,
  olderServer: false,
  unpublished: setting.unpublished ?? false,
  pageRows: 5,
  subjects: 2,
  operations: setting.operations.map((operation, n) => {
    const [kind, device] = typeof operation === 'string' ? [operation, n % 2] : operation;
    const late = setting.gapMs !== undefined && n === setting.operations.length - 1 ? setting.gapMs : 0;
    return { n, t: 1_000 + n * (setting.spacingMs ?? 700) + late, device, kind };
  }),
});

/** What learners do, a little of everything. */
export const WORK: readonly OperationKind[] = [
  'profile',
  'progress',
  'study',
  'attempt',
  'answer',
  'enroll',
  'progress',
  'finish',
];

export const twice = (kinds: readonly OperationKind[]): OperationKind[] => [...kinds, ...kinds];
