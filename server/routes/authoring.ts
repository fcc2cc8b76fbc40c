import type { AuthoringReply } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { isStorable } from '@hornbook/shared/sync/validate.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { makeRateLimit } from '../auth/rate-limit.ts';
import { rolesOf } from '../auth/roles.ts';
import { endAuthor, readAuthors } from '../authoring/course-authors.ts';
import { readHistory, rollBack, unpublish } from '../authoring/course-state.ts';
import { accept, decline, invite, readInvitations, takeBack } from '../authoring/invitations.ts';
import { type Author, checkDraft, publishDraft } from '../authoring/publish-draft.ts';
import { readReception } from '../authoring/read-reception.ts';
import type { Services } from '../services.ts';
import { readBody, tooMany } from './answer-claim.ts';
import type { SessionDevice } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store' };
/** Compiling takes the service a second or so. */
const RATE = { burst: 40, perHour: 240 };
/** Who writes a course is asked whenever its page is opened. */
const READ_RATE = { burst: 120, perHour: 1_200 };
/** Addresses that an author may ask: nobody is looked up, but each may find a question at their desk. */
const INVITE_RATE = { burst: 10, perHour: 20 };

const id = z.guid().toLowerCase();
const digest = z.string().max(60);
const schemas = {
  digest: z.strictObject({ digest }),
  nothing: z.strictObject({}),
  email: z.strictObject({ email: z.email().max(200).toLowerCase().refine(isStorable) }),
  version: z.strictObject({ version: z.string().regex(/^[0-9a-f]{64}$/) }),
};

interface Needs extends Pick<Services, 'database' | 'store' | 'wakeUps' | 'auth'> {
  current: SessionDevice;
}

/** /sync/authoring: what authors do to their courses that needs the service. What they write comes by push. */
export const authoringRoute = ({ current, ...needs }: Needs): Hono => {
  const { database } = needs;
  const addressing = { confirmsAddresses: needs.auth.accounts.sendsMail };
  const app = new Hono();
  const rate = makeRateLimit(RATE, Date.now);
  const readRate = makeRateLimit(READ_RATE, Date.now);
  const inviteRate = makeRateLimit(INVITE_RATE, Date.now);
  app.use(bodyLimit({ maxSize: 4 * 1024, onError: (c) => c.json({ message: 'That is too much.' }, 413) }));

  const authorOf = async (c: Context, limit = rate): Promise<Author | Response> => {
    const by = await current(c);
    if (!by) return c.json({ code: 'no-session', message: 'No session.' }, 401, HEADERS);
    const allowed = limit.take(by.learnerId);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    // Asked each time: a role that was taken away is gone at once, whatever a device still believes.
    const roles = await rolesOf(database.db, by.learnerId);
    if (!roles || !(roles.isAuthor || roles.isOperator)) return say(c, { kind: 'no-author' }, 403);
    const [device] = await database.query<{ name: string }>(
      'select name from devices where learner_id = $1 and id = $2',
      [by.learnerId, by.deviceId],
    );
    const { userId, isOperator } = roles;
    return { learnerId: by.learnerId, userId, mayAll: isOperator, deviceName: device?.name ?? null };
  };
  const say = (c: Context, reply: AuthoringReply, status: 200 | 403 = 200) => c.json(reply, status, HEADERS);
  const act =
    <T>(
      schema: z.ZodType<T>,
      work: (
        author: Author,
        courseId: string,
        body: T,
      ) => Promise<AuthoringReply | { ok: false; retryAfterSeconds: number }>,
    ) =>
    async (c: Context) => {
      const courseId = id.safeParse(c.req.param('id'));
      const body = await readBody(c, schema);
      if (!courseId.success || !body) return c.json({ code: 'malformed', message: 'This is no such request.' }, 400);
      const author = await authorOf(c);
      if (author instanceof Response) return author;
      const reply = await work(author, courseId.data, body);
      return 'ok' in reply ? tooMany(c, reply.retryAfterSeconds) : say(c, reply);
    };

  const show =
    (read: (author: Author, courseId: string) => Promise<object | null>, limit = rate) =>
    async (c: Context) => {
      const courseId = id.safeParse(c.req.param('id'));
      if (!courseId.success) return c.json({ code: 'malformed', message: 'This is no such request.' }, 400);
      const author = await authorOf(c, limit);
      if (author instanceof Response) return author;
      const found = await read(author, courseId.data);
      return found ? c.json(found, 200, HEADERS) : say(c, { kind: 'unknown' });
    };

  app.get('/invitations', async (c) => {
    const author = await authorOf(c, readRate);
    return author instanceof Response
      ? author
      : c.json(await readInvitations(database, author, addressing), 200, HEADERS);
  });
  app.get(
    '/:id',
    show(({ learnerId }, courseId) => readHistory(database, learnerId, courseId)),
  );
  app.get(
    '/:id/reception',
    show(({ learnerId }, courseId) => readReception(database.db, learnerId, courseId, Date.now())),
  );
  app.get(
    '/:id/authors',
    show((author, courseId) => readAuthors(database, author, courseId, addressing.confirmsAddresses), readRate),
  );
  app.post(
    '/:id/check',
    act(schemas.digest, (author, courseId, asked) => checkDraft(needs, author, courseId, asked.digest)),
  );
  app.post(
    '/:id/publish',
    act(schemas.digest, (author, courseId, asked) => publishDraft(needs, author, courseId, asked.digest)),
  );
  app.post(
    '/:id/unpublish',
    act(schemas.nothing, (author, courseId) => unpublish(database, author, courseId)),
  );
  app.post(
    '/:id/roll-back',
    act(schemas.version, (author, courseId, { version }) => rollBack(database, author, courseId, version)),
  );
  app.post(
    '/:id/invite',
    act(schemas.email, async (author, courseId, { email }) => {
      const allowed = inviteRate.take(author.learnerId);
      return allowed.ok ? invite(database, author, courseId, email) : allowed;
    }),
  );
  app.post(
    '/:id/take-back',
    act(schemas.email, (author, courseId, { email }) => takeBack(database, author, courseId, email)),
  );
  app.post(
    '/:id/accept',
    act(schemas.nothing, async (author, courseId) => {
      const reply = await accept(database, author, courseId, addressing);
      // So that the copy is begun at once, by whichever process joins it.
      if (reply.kind === 'done') needs.wakeUps.committed(author.learnerId, 1);
      return reply;
    }),
  );
  app.post(
    '/:id/decline',
    act(schemas.nothing, (author, courseId) => decline(database, author, courseId, addressing)),
  );
  app.post(
    '/:id/end',
    act(schemas.email, (author, courseId, { email }) => endAuthor(database, author, courseId, email)),
  );
  return app;
};
