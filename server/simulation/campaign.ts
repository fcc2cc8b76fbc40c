import { bugs } from './bugs.ts';
import { addCoverage, type Coverage } from './coverage.ts';
import { playHistory } from './history.ts';
import type { SimulationOptions } from './options.ts';
import type { PgliteBackends } from './pglite-backend.ts';
import { createPlan, type Plan } from './plan.ts';
import { NO_BUG } from './planted-bug.ts';
import { shrinkPlan } from './shrink.ts';

export interface Failure {
  seed: number;
  reason: string;
  /** The smallest plan found that still fails. */
  plan: Plan;
}

export interface CampaignResult {
  histories: number;
  failures: Failure[];
  coverage: Coverage;
}

/** More failures than this say nothing new. */
const ENOUGH_FAILURES = 5;
const SHRINKING_MS = 10_000;

// Loaded only when wanted: the database takes longer to load than a hundred histories in memory.
const openDatabases = async ({ backend }: Pick<SimulationOptions, 'backend'>): Promise<PgliteBackends | null> =>
  backend === 'pglite' ? (await import('./pglite-backend.ts')).startPgliteBackends() : null;

/** Plays histories by seeds taken from `nextSeed` until there are none. */
export const playCampaign = async (
  options: Pick<SimulationOptions, 'backend' | 'bug'>,
  nextSeed: () => number | null,
): Promise<CampaignResult> => {
  const databases = await openDatabases(options);
  const result: CampaignResult = { histories: 0, failures: [], coverage: {} };
  try {
    for (let seed = nextSeed(); seed !== null; seed = nextSeed()) {
      const plan = createPlan(seed, { memory: databases === null });
      const { failure, operations, faults } = await play(plan, options, databases);
      result.histories += 1;
      addCoverage(result.coverage, operations, faults);
      if (!failure) continue;
      const end = performance.now() + SHRINKING_MS;
      const fails = async (smaller: Plan) => (await play(smaller, options, databases)).failure !== null;
      const smallest = await shrinkPlan(plan, fails, () => performance.now() > end);
      result.failures.push({ seed, reason: failure, plan: smallest });
      if (result.failures.length >= ENOUGH_FAILURES) break;
    }
  } finally {
    await databases?.close();
  }
  return result;
};

/** Plays one plan on whichever back end. */
export const playPlan = async (plan: Plan, options: SimulationOptions) => {
  const databases = await openDatabases(options);
  try {
    return await play(
      plan,
      options,
      databases,
      options.trace ? (line) => process.stdout.write(`${line}\n`) : undefined,
    );
  } finally {
    await databases?.close();
  }
};

const play = async (
  plan: Plan,
  { bug }: Pick<SimulationOptions, 'bug'>,
  databases: PgliteBackends | null,
  print?: (line: string) => void,
) => {
  const backend = await databases?.next(plan.learners);
  return playHistory(plan, { bug: bug ? bugs[bug] : NO_BUG, ...(backend && { backend }), ...(print && { print }) });
};
