import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { readBudget } from '../tutor/interactions.ts';
import type { LiveEvent } from '../tutor/live-answers.ts';
import { goneSignal } from './live-request.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store' };
/** A quiet connection is kept from looking dead. */
const BEAT_MS = 10_000;
/** So long somebody may look on for an answer that does not begin. */
const MOST_MS = 240_000;
/** Of one learner, at once. */
const MOST_WATCHING = 6;

interface Needs extends Pick<Services, 'env' | 'database' | 'tutor' | 'stopping'> {
  currentLearner: SessionLearner;
}

/**
 * /sync/tutor: whether there is one, and answers while they come. Questions arrive by push and answers leave by the feed,
 * so whatever happens to a connection here, nothing is lost or asked twice.
 */
export const tutorRoute = ({ env, database, tutor, stopping, currentLearner }: Needs) => {
  const watching = new Map<string, number>();
  return new Hono()
    .get('/', async (c) => {
      const learnerId = await currentLearner(c);
      if (!learnerId) return c.json({ message: 'No session.' }, 401, HEADERS);
      if (!env.tutor) return c.json({ model: null, questionsLeft: 0, questionsADay: 0 }, 200, HEADERS);
      const { questionsLeft } = await readBudget(database.db, env.tutor, learnerId);
      const { model, questionsADay } = env.tutor;
      return c.json({ model, questionsLeft, questionsADay }, 200, HEADERS);
    })
    .get('/answers/:questionId', async (c) => {
      const learnerId = await currentLearner(c);
      if (!learnerId) return c.json({ message: 'No session.' }, 401, HEADERS);
      const asked = z.uuid().safeParse(c.req.param('questionId'));
      if (!asked.success || !tutor) return c.json({ message: 'There is nothing here.' }, 404, HEADERS);
      const count = watching.get(learnerId) ?? 0;
      if (count >= MOST_WATCHING)
        return c.json({ message: 'Too many at once.' }, 429, { ...HEADERS, 'retry-after': '5' });
      watching.set(learnerId, count + 1);
      c.header('cache-control', HEADERS['cache-control']);
      // A proxy that collects an answer before it passes it on would make it come all at once.
      c.header('x-accel-buffering', 'no');
      return streamSSE(c, async (stream) => {
        const over = AbortSignal.any([goneSignal(c), stopping, AbortSignal.timeout(MOST_MS)]);
        const queue: LiveEvent[] = [];
        let wake = () => {};
        const stop = tutor.live.watch(learnerId, asked.data, (event) => {
          queue.push(event);
          wake();
        });
        tutor.soon();
        try {
          for (let ended = false; !ended && !over.aborted && !stream.aborted; ) {
            if (queue.length === 0) {
              await new Promise<void>((resolve) => {
                const beat = setTimeout(resolve, BEAT_MS);
                wake = () => {
                  clearTimeout(beat);
                  resolve();
                };
                over.addEventListener('abort', wake, { once: true });
              });
              if (queue.length === 0 && !over.aborted) await stream.write(': still here\n\n');
            }
            for (const event of queue.splice(0)) {
              await stream.writeSSE({ data: JSON.stringify(event) });
              ended ||= event.kind === 'end';
            }
          }
        } finally {
          stop();
          watching.set(learnerId, (watching.get(learnerId) ?? 1) - 1);
          if (watching.get(learnerId) === 0) watching.delete(learnerId);
        }
      });
    });
};
