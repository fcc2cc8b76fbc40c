import { Gauge, type Registry } from 'prom-client';
import type { Database } from './db/connect.ts';
import type { Log } from './log.ts';
import { type Figures, readFigures } from './queries/figures.ts';

/** However often somebody looks, the figures are read once in so long. */
const FRESH_MS = 5 * 60_000;

interface FigureNeeds {
  database: Pick<Database, 'db'>;
  log: Pick<Log, 'error'>;
  now?: () => number;
}

/**
 * What operators see of learning: engagement, completion, results, streaks. Counts of an installation, with no learner's
 * name or id in them.
 */
export const showFigures = (registry: Registry, { database, log, now = Date.now }: FigureNeeds): void => {
  let latest: { at: number; figures: Promise<Figures | null> } | undefined;
  const figures = (): Promise<Figures | null> => {
    if (!latest || now() - latest.at >= FRESH_MS) {
      const today = new Date(now()).toISOString().slice(0, 10);
      const reading = readFigures(database.db, today).catch((error: unknown) => {
        log.error({ err: error }, 'The figures could not be read');
        return null;
      });
      latest = { at: now(), figures: reading };
    }
    return latest.figures;
  };
  const show = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    values: (figures: Figures) => (Record<L, string | number> & { value: number })[],
  ) => {
    registry.removeSingleMetric(`hornbook_${name}`);
    new Gauge({
      name: `hornbook_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const read = await figures();
        this.reset();
        if (!read) return;
        for (const { value, ...labels } of values(read)) this.set(labels as unknown as Record<L, string>, value);
      },
    });
  };

  show('learners', 'Learners who studied in so many days up to today, and all known here.', ['active'], (figures) => [
    ...figures.active.map(({ days, learners }) => ({ active: `${days}d`, value: learners })),
    { active: 'ever', value: figures.learners },
  ]);
  show('enrollments', 'Courses learners took, by course and status.', ['course', 'status'], ({ enrollments }) =>
    enrollments.map(({ course, status, count }) => ({ course, status, value: count })),
  );
  show('lessons', 'Lessons learners began, by course and status.', ['course', 'status'], ({ lessons }) =>
    lessons.map(({ course, status, count }) => ({ course, status, value: count })),
  );
  show('attempts_30_days', 'Graded attempts of 30 days, by kind of activity.', ['kind'], ({ attempts }) =>
    attempts.map(({ kind, count }) => ({ kind, value: count })),
  );
  show('attempts_passed_30_days', 'Those of them with 80 % of the points or more.', ['kind'], ({ attempts }) =>
    attempts.map(({ kind, passed }) => ({ kind, value: passed })),
  );
  show('points_share_30_days', 'Points earned in them, of all there were.', ['kind'], ({ attempts }) =>
    attempts.map(({ kind, earned, possible }) => ({ kind, value: earned / possible })),
  );
  show('streaks', 'Learners with a streak of so many days or more.', ['days'], ({ streaks }) =>
    streaks.map(({ days, learners }) => ({ days, value: learners })),
  );
  show(
    'programs_differing',
    'Programs that passed other tests when the service ran them again than on the device, by course and question. Which tests: npm run content:differences.',
    ['course', 'question'],
    ({ differing }) => differing.map(({ course, question, programs }) => ({ course, question, value: programs })),
  );
};
