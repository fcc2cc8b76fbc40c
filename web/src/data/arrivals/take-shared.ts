import { now } from '../clock.ts';
import { uuidV7 } from '../ids.ts';
import { isQuotaError } from '../live-handle.ts';
import { arrivalsDatabase } from './arrivals-database.ts';
import { readShared } from './read-shared.ts';

/** Any page may send a form here: what nobody puts into a subject must not fill the device. */
const MOST_WAITING = 100;

/** What became of something that was sent: all of it is on the disk, or nothing is. */
export type Taken = { kind: 'taken'; count: number } | { kind: 'nothing' | 'too-many' | 'no-room' | 'not-kept' };

/** Keeps what another app sent, before anything is asked. */
export const takeShared = async (form: FormData): Promise<Taken> => {
  const contents = readShared(form);
  if (contents.length === 0) return { kind: 'nothing' };
  const { arrivals } = arrivalsDatabase();
  try {
    return await arrivalsDatabase().transaction('rw', arrivals, async (): Promise<Taken> => {
      if ((await arrivals.count()) + contents.length > MOST_WAITING) return { kind: 'too-many' };
      await arrivals.bulkAdd(contents.map((content, index) => ({ id: uuidV7(now()), at: now() + index, content })));
      return { kind: 'taken', count: contents.length };
    });
  } catch (error) {
    return { kind: isQuotaError(error) ? 'no-room' : 'not-kept' };
  }
};

/** Answers the form of the share sheet: kept first, then the page on which the learner says where it goes. */
export const answerShared = async (request: Request): Promise<Response> => {
  const taken = await request.formData().then(takeShared, (): Taken => ({ kind: 'not-kept' }));
  const page = taken.kind === 'taken' ? '/me/arrivals' : `/me/arrivals?not=${taken.kind}`;
  return Response.redirect(new URL(page, request.url).href, 303);
};
