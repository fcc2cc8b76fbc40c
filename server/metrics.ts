import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What /metrics shows. Parts add counters of their own here. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
  name: 'hornbook_http_request_seconds',
  help: 'Time to answer, by method, first part of the path and status. Live feed requests wait on purpose.',
  labelNames: ['method', 'area', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
  registers: [metrics],
});

/** What happened to pushed rows, and to pushes as a whole. */
export const pushedRows = new Counter({
  name: 'hornbook_pushed_rows_total',
  help: 'Rows judged, by collection, verdict and, unless accepted, why.',
  labelNames: ['collection', 'verdict', 'code'],
  registers: [metrics],
});
export const pushes = new Counter({
  name: 'hornbook_pushes_total',
  help: 'Pushes by outcome: judged, retry epoch, retry time, refused.',
  labelNames: ['outcome'],
  registers: [metrics],
});

/** Programs learners handed in that the service ran again. */
export const rerunPrograms = new Counter({
  name: 'hornbook_programs_rerun_total',
  help: 'Programs run again, by language and whether the same tests passed as on the device: agrees, differs, or failed where they could not be run.',
  labelNames: ['language', 'outcome'],
  registers: [metrics],
});

export const busyAnswers = new Counter({
  name: 'hornbook_busy_total',
  help: 'Requests sent away with a time to come back: 503 for the service as a whole, 429 for one learner.',
  labelNames: ['status'],
  registers: [metrics],
});

/** Something was found that should not have been, and was put right. */
export const repairs = new Counter({
  name: 'hornbook_repairs_total',
  help: 'Repairs by kind: a new epoch after an unclean end, one for a learner whose history was lost, a feed read anew. Differences of digests are counted as digests.',
  labelNames: ['kind'],
  registers: [metrics],
});
for (const kind of ['unclean_end', 'lost_history', 'must_refetch']) repairs.inc({ kind }, 0);

/** How the tutor is used: counts, and nothing that was said. */
export const tutorAnswers = new Counter({
  name: 'hornbook_tutor_answers_total',
  help: 'Questions the tutor was asked, by outcome: complete, cut, away, refused, own-budget, all-budget.',
  labelNames: ['outcome'],
  registers: [metrics],
});
export const tutorTokens = new Counter({
  name: 'hornbook_tutor_tokens_total',
  help: 'Tokens sent to the tutor’s model and received from it.',
  labelNames: ['direction'],
  registers: [metrics],
});
export const tutorSeconds = new Histogram({
  name: 'hornbook_tutor_seconds',
  help: 'Time an answer took, from asking the model to its last word.',
  buckets: [0.5, 1, 2, 5, 10, 20, 60, 180],
  registers: [metrics],
});

export const liveRequests = new Gauge({
  name: 'hornbook_live_requests',
  help: 'Feed requests that wait for news.',
  registers: [metrics],
});

let turnsOf = () => ({ waiting: 0, working: 0 });
new Gauge({
  name: 'hornbook_database_turns',
  help: 'Requests at work on the database, and those that wait for their turn.',
  labelNames: ['state'],
  registers: [metrics],
  collect() {
    for (const [state, count] of Object.entries(turnsOf())) this.set({ state }, count);
  },
});

/** Whose queue in front of the database is shown. */
export const showTurns = (load: typeof turnsOf): void => {
  turnsOf = load;
};
