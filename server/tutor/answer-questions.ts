import { randomBytes } from 'node:crypto';
import type { Message } from '@hornbook/shared/collections/messages.ts';
import { isQuestionId } from '@hornbook/shared/tutor/answer-id.ts';
import type { TutorAnswer } from '@hornbook/shared/tutor/tutor-answer.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Database } from '../db/connect.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { TutorSettings } from '../env.ts';
import type { Log } from '../log.ts';
import { tutorAnswers, tutorSeconds, tutorTokens } from '../metrics.ts';
import type { WithLearner } from '../sync/learner-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { keepLease, LEASE_MS, noteOutcome, readBudget, takeQuestion } from './interactions.ts';
import type { LiveAnswers } from './live-answers.ts';
import { promptFor } from './prompt.ts';
import { readQuestionContext } from './read-context.ts';
import { ANSWERED, storeAnswer } from './store-answer.ts';
import type { Outcome, TutorModel } from './tutor-model.ts';

interface Needs {
  database: Pick<Database, 'query' | 'db'>;
  /** Where learners' files are: of a page that was kept, the model is shown the text. */
  store: BlobStore;
  withLearner: WithLearner;
  wakeUps: Pick<WakeUps, 'onAny'>;
  model: TutorModel;
  budget: Pick<TutorSettings, 'questionsADay' | 'tokensADay'>;
  live: LiveAnswers;
  log: Pick<Log, 'error'>;
  now?: () => number;
  pauseMs?: number;
  netMs?: number;
  /** How long after a try that came to nothing the next one is made. */
  againMs?: (tries: number) => number;
}

interface Waiting {
  learnerId: string;
  id: string;
}

const AT_ONCE = 4;
/** So often a question is asked that the service never takes. */
const MOST_REFUSALS = 3;
const MOST_TRIES = 60;

const growing = (tries: number): number => Math.min(15 * 60_000, 4_000 * 2 ** Math.min(tries - 1, 10));

/** `code` for an answer that is mostly a program. */
const typeOf = (text: string, asked: Message['type']): Message['type'] => {
  const program = (text.match(/^```[^\n]*\n[\s\S]*?^```/gm) ?? []).join('').length;
  if (program > text.length / 2) return 'code';
  return asked === 'text' ? 'text' : 'explanation';
};

/**
 * Answers questions as they arrive, a few at a time and one of a learner's after the other, whether or not anybody looks
 * on. A question has one answer, whatever the retries and processes; one that was cut off is kept as what it is and asked
 * again. Returns what looks at once, and what stops it.
 */
export const answerQuestions = (needs: Needs): { soon: () => void; stop: () => Promise<void> } => {
  const { database, store, withLearner, wakeUps, model, budget, live, log } = needs;
  const { now = Date.now, pauseMs = 150, netMs = 10_000, againMs = growing } = needs;
  const working = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const waiting = (): Promise<Waiting[]> =>
    database.query<Waiting>(
      `select distinct on (q.learner_id) q.learner_id as "learnerId", q.id from messages q
       left join ai_interactions i on i.learner_id = q.learner_id and i.id = q.id
       where q.role = 'user' and coalesce(q.standing ->> 'state', 'later') = 'later' and q.deleted_at is null
         and coalesce((q.standing ->> 'until')::bigint, 0) <= $1 and q.learner_id <> all($2::uuid[])
         and substr(q.id::text, 15, 1) = '7'
         and (i.leased_until is null or i.leased_until < now()) and (i.next_try_at is null or i.next_try_at <= now())
       order by q.learner_id, q.created_at, q.id limit ${AT_ONCE}`,
      [Math.floor(now()), [...working.keys()]],
    );

  const answer = async (question: Waiting): Promise<void> => {
    const { learnerId, id } = question;
    const context = isQuestionId(id) ? await readQuestionContext({ database, store }, learnerId, id) : null;
    if (!context) return;
    const { type } = context.question;
    const { spent } = await readBudget(database.db, budget, learnerId, id);
    if (spent) {
      const standing = { state: 'later', ...spent } as const;
      await storeAnswer(withLearner, question, { answer: null, type, standing }, now());
      tutorAnswers.inc({ outcome: spent.reason });
      return;
    }
    const input = promptFor(context, randomBytes(8).toString('hex'));
    const tries = await takeQuestion(database.db, question, { type: context.context, model: model.name, input });
    if (tries === null) return;

    live.begin(learnerId, id);
    const holding = setInterval(
      () => void Promise.resolve(keepLease(database.db, question)).catch(() => {}),
      LEASE_MS / 3,
    );
    const begun = performance.now();
    let text = '';
    let outcome: Outcome;
    try {
      outcome = await model.ask(
        input,
        (piece) => {
          text += piece;
          live.add(learnerId, id, piece);
        },
        stopping.signal,
      );
    } finally {
      clearInterval(holding);
    }
    const durationMs = performance.now() - begun;
    const usage = 'usage' in outcome ? outcome.usage : null;
    const isComplete = outcome.kind === 'complete';
    const givesUp = (outcome.kind === 'refused' && tries >= MOST_REFUSALS) || tries >= MOST_TRIES;
    const againInMs = isComplete || givesUp ? null : stopping.signal.aborted ? 0 : againMs(tries);
    const said: TutorAnswer | null = text.trim()
      ? { state: isComplete ? 'complete' : 'partial', text: text.trim(), model: model.name, at: Math.floor(now()) }
      : null;
    const standing = isComplete
      ? ANSWERED
      : givesUp
        ? ({ state: 'given-up', reason: 'unavailable', until: null } as const)
        : ({ state: 'later', reason: 'unavailable', until: Math.floor(now() + (againInMs ?? 0)) } as const);
    try {
      // The answer before the note of it: cut off in between, the question is looked at again and found answered.
      await storeAnswer(withLearner, question, { answer: said, type: typeOf(text, type), standing }, now());
      const state = isComplete ? 'complete' : text ? 'partial' : 'failed';
      await noteOutcome(database.db, question, { state, output: text || null, usage, durationMs, againInMs });
    } finally {
      live.end(learnerId, id);
    }
    tutorAnswers.inc({ outcome: outcome.kind });
    tutorSeconds.observe(durationMs / 1000);
    tutorTokens.inc({ direction: 'in' }, usage?.inputTokens ?? 0);
    tutorTokens.inc({ direction: 'out' }, usage?.outputTokens ?? 0);
    // Never what was said, nor the key: only that the service would not, and how it said so.
    if (outcome.kind === 'refused')
      log.error({ status: outcome.status }, 'The tutor’s model does not take what it is asked');
  };

  const start = (question: Waiting): void => {
    const work = answer(question)
      .catch((error: unknown) => {
        live.end(question.learnerId, question.id);
        if (!(error instanceof UnknownLearner))
          log.error({ err: error }, 'A question to the tutor could not be answered');
      })
      .finally(() => {
        working.delete(question.learnerId);
        soon();
      });
    working.set(question.learnerId, work);
  };
  const look = async () => {
    timer = undefined;
    if (looking || stopping.signal.aborted || working.size >= AT_ONCE) return;
    looking = true;
    try {
      for (const question of await waiting()) {
        if (working.size >= AT_ONCE || stopping.signal.aborted) break;
        if (!working.has(question.learnerId)) start(question);
      }
    } catch (error) {
      log.error({ err: error }, 'Questions to the tutor could not be read');
    } finally {
      looking = false;
    }
  };
  const soon = () => {
    if (!stopping.signal.aborted) timer ??= setTimeout(() => void look(), pauseMs);
  };
  const stopHearing = wakeUps.onAny(soon);
  const net = setInterval(soon, netMs);
  net.unref();
  soon();

  return {
    soon,
    stop: async () => {
      stopping.abort();
      stopHearing();
      clearInterval(net);
      clearTimeout(timer);
      await Promise.all(working.values());
    },
  };
};
