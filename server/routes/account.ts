import { createHash } from 'node:crypto';
import { type EntryClaim, enterText } from '@hornbook/shared/identity/claim.ts';
import { isStorable } from '@hornbook/shared/sync/validate.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { eventsOf, noteExports } from '../auth/account-events.ts';
import type { CurrentLearner } from '../auth/auth.ts';
import { PASSWORD_LENGTH } from '../auth/better-auth.ts';
import { clientAddress } from '../auth/client-address.ts';
import { isSignedBy } from '../auth/device-key.ts';
import { enterAccount } from '../auth/enter-account.ts';
import { askForErasure, erasesAt, takeErasureBack } from '../auth/erasure.ts';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Services } from '../services.ts';
import {
  answerClaim,
  atRightAddress,
  readBody,
  STALE,
  setCookies,
  signedByDevice,
  tooMany,
  UNSIGNED,
} from './answer-claim.ts';
import { freshProof, refuseUnproven } from './fresh-proof.ts';
import { cookieHeader, learnerHeader } from './live-request.ts';

// A school of many children behind one address must get in; whoever tries passwords must not.
const BY_ADDRESS = { burst: 60, perHour: 120 };
const BY_EMAIL = { burst: 10, perHour: 20 };
const LETTERS = { burst: 3, perHour: 6 };

const id = z.guid().toLowerCase();
const email = z.email().max(200).toLowerCase().refine(isStorable);
/** What is typed at sign-in is only ever compared, so it may be anything. */
const typed = z.string().min(1).max(PASSWORD_LENGTH.most);
const password = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);
const name = z.string().trim().min(1).max(80).refine(isStorable);
const credential = z.record(z.string(), z.unknown());
const language = z.string().max(20).optional();
const token = z.string().min(1).max(2_000);

const schemas = {
  make: z.strictObject({ email, password, language, proof: freshProof }),
  prove: z.strictObject({ email, password: typed, deviceId: id }),
  proveByPasskey: z.strictObject({ response: credential, deviceId: id }),
  enter: z.strictObject({ ...signedByDevice, learnerId: id, into: id.nullable(), ticket: z.string().max(300) }),
  offerPasskey: z.strictObject({ name }),
  addPasskey: z.strictObject({ response: credential, name, proof: freshProof }),
  removePasskey: z.strictObject({ id, proof: freshProof }),
  delete: z.strictObject({ what: z.enum(['learner', 'account']), proof: freshProof }),
  exported: z.strictObject({ at: z.array(z.int().min(0)).min(1).max(50).optional() }),
  password: z.strictObject({ password: typed, next: password }),
  letter: z.strictObject({ email, language }),
  reset: z.strictObject({ token, password }),
  confirm: z.strictObject({ token }),
  language: z.strictObject({ language }),
};

const HEADERS = { 'cache-control': 'private, no-store' };
/** The same whether there is no such account or the password is another one. */
const WRONG = { code: 'wrong', message: 'This e-mail address and this password do not belong together.' };

/** /auth/account: an account for whoever wants one, and the way into it. Nothing else needs one. */
export function accountRoute({ env, database, auth, log }: Services): Hono {
  const { accounts } = auth;
  const app = new Hono();
  const byAddress = makeRateLimit(BY_ADDRESS, Date.now);
  const byEmail = makeRateLimit(BY_EMAIL, Date.now);
  const letters = makeRateLimit(LETTERS, Date.now);
  const exports = makeRateLimit(BY_EMAIL, Date.now);

  app.use(bodyLimit({ maxSize: 16 * 1024, onError: (c) => c.json({ message: 'That is too much.' }, 413) }));
  app.use('/enter', atRightAddress(env, log));
  app.use(async (c, next) => {
    await next();
    for (const [header, value] of Object.entries(HEADERS)) c.header(header, value);
  });

  const malformed = (c: Context) => c.json({ code: 'malformed', message: 'This is no such request.' }, 400);
  const refused = (c: Context) => c.json({ code: 'refused', message: 'This was not accepted. Try again.' }, 400);

  /** For whoever has a session: the body, and whose session it is. */
  const asLearner =
    <T>(schema: z.ZodType<T>, answer: (c: Context, by: CurrentLearner, body: T) => Promise<Response>) =>
    async (c: Context) => {
      const by = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
      if (!by) return c.json({ code: 'no-session', message: 'No session.' }, 401);
      setCookies(c, by.cookies);
      const body = await readBody(c, schema);
      return body ? answer(c, by, body) : malformed(c);
    };
  /** Takes from what a network, and whoever has this address of theirs tried, may try. */
  const limited = (c: Context, limit: typeof byEmail, about?: string): Response | null => {
    const keys = [[byAddress, clientAddress(c, env.trustProxy)] as const];
    // Not the address itself: memory is dumped, too.
    if (about) keys.push([limit, createHash('sha256').update(about).digest('hex')] as const);
    for (const [rate, key] of keys) {
      const allowed = rate.take(key);
      if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    }
    return null;
  };
  const answerProof = async (c: Context, userId: string | null, deviceId: string) =>
    userId
      ? c.json({ ticket: accounts.tickets.issue(userId, deviceId), learners: await accounts.learnersOf(userId) })
      : c.json(WRONG, 401);

  app.get('/', async (c) => {
    const by = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    if (!by) return c.json({ code: 'no-session', message: 'No session.' }, 401);
    setCookies(c, by.cookies);
    return c.json({
      sendsMail: accounts.sendsMail,
      account: await accounts.of(by.learnerId),
      erasesAt: await erasesAt(database, by.learnerId),
    });
  });

  app.get('/events', async (c) => {
    const by = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    if (!by) return c.json({ code: 'no-session', message: 'No session.' }, 401);
    setCookies(c, by.cookies);
    return c.json({ events: await eventsOf(database, by.learnerId) });
  });

  // A copy is made on the device, with or without the service: it says so when it can, and when that was.
  app.post(
    '/exported',
    asLearner(schemas.exported, async (c, by, { at = [Date.now()] }) => {
      const stop = limited(c, exports, by.learnerId);
      if (stop) return stop;
      await noteExports(database.db, by, at);
      return c.json({});
    }),
  );

  app.post(
    '/make',
    asLearner(schemas.make, async (c, by, { proof, language: said, ...given }) => {
      const stop =
        limited(c, byEmail, given.email) ?? (await refuseUnproven(c, { auth, database }, by, 'make-account', proof));
      if (stop) return stop;
      const made = await accounts.make(by, given);
      if (made !== 'made') return c.json({ code: made, message: 'No account was made.' }, 409);
      if (accounts.sendsMail) await accounts.askForConfirmation(given.email, said ?? 'en');
      return c.json({});
    }),
  );

  app.post('/prove', async (c) => {
    const body = await readBody(c, schemas.prove);
    if (!body) return malformed(c);
    const { deviceId, ...given } = body;
    return (
      limited(c, byEmail, given.email) ??
      answerProof(c, await accounts.proveByPassword(given, c.req.raw.headers), deviceId)
    );
  });

  app.post('/passkeys/ask', async (c) => {
    const stop = limited(c, byEmail);
    if (stop) return stop;
    const { options, cookies } = await accounts.askForPasskey(c.req.raw.headers);
    setCookies(c, cookies);
    return c.json(options);
  });

  app.post('/passkeys/prove', async (c) => {
    const body = await readBody(c, schemas.proveByPasskey);
    if (!body) return malformed(c);
    return (
      limited(c, byEmail) ??
      answerProof(c, await accounts.proveByPasskey(body.response, c.req.raw.headers), body.deviceId)
    );
  });

  app.post('/enter', async (c) => {
    const claim: (EntryClaim & { into: string | null }) | null = await readBody(c, schemas.enter);
    if (!claim) return malformed(c);
    const stop = limited(c, byEmail);
    if (stop) return stop;
    if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
    if (!(await isSignedBy(claim.publicKey, enterText(claim), claim.signature))) return c.json(UNSIGNED, 400);
    const userId = accounts.tickets.userOf(claim.ticket, claim.deviceId);
    if (!userId) return c.json({ code: 'ended', message: 'This took too long. Sign in again.' }, 403);
    const outcome = await enterAccount(database, claim, { userId, into: claim.into });
    switch (outcome.kind) {
      case 'other-account':
        return c.json({ code: 'other-account', message: 'This learner belongs to another account.' }, 409);
      case 'not-yours':
        return c.json({ code: 'not-yours', message: 'The account has no such learner.' }, 404);
      case 'entered': {
        const { learnerId, joined } = outcome;
        const about = { userId, learnerId, deviceId: claim.deviceId, ipAddress: clientAddress(c, env.trustProxy) };
        setCookies(c, await auth.openSession(about, c.req.raw.headers));
        return c.json({ learnerId, joined, serverTime: Date.now() });
      }
      default:
        return answerClaim(c, auth, claim, outcome, '');
    }
  });

  app.post(
    '/passkeys/offer',
    asLearner(schemas.offerPasskey, async (c, _by, given) => {
      const { options, cookies } = await accounts.offerPasskey(given.name, c.req.raw.headers);
      setCookies(c, cookies);
      return c.json(options);
    }),
  );

  app.post(
    '/passkeys/add',
    asLearner(schemas.addPasskey, async (c, by, { proof, ...given }) => {
      const stop = limited(c, byEmail) ?? (await refuseUnproven(c, { auth, database }, by, 'add-passkey', proof));
      return stop ?? ((await accounts.addPasskey(by, given, c.req.raw.headers)) ? c.json({}) : refused(c));
    }),
  );

  app.post(
    '/passkeys/remove',
    asLearner(schemas.removePasskey, async (c, by, { proof, id: passkey }) => {
      const stop = await refuseUnproven(c, { auth, database }, by, 'remove-passkey', proof);
      if (stop) return stop;
      const removed = await accounts.removePasskey(by, passkey);
      if (removed === 'removed') return c.json({});
      return c.json({ code: removed, message: 'It was not removed.' }, removed === 'last' ? 409 : 404);
    }),
  );

  app.post(
    '/delete',
    asLearner(schemas.delete, async (c, by, { what, proof }) => {
      const stop = await refuseUnproven(c, { auth, database }, by, `delete-${what}`, proof);
      if (stop) return stop;
      await askForErasure(database, by, what);
      return c.json({ erasesAt: await erasesAt(database, by.learnerId) });
    }),
  );

  app.post(
    '/keep',
    asLearner(z.strictObject({}), async (c, by) => {
      await takeErasureBack(database, by);
      return c.json({});
    }),
  );

  app.post(
    '/password',
    asLearner(schemas.password, async (c, by, given) => {
      const account = await accounts.of(by.learnerId);
      if (!account?.email) return c.json(WRONG, 401);
      const stop = limited(c, byEmail, account.email);
      if (stop) return stop;
      const { email: own } = account;
      return (await accounts.changePassword(by, { ...given, email: own }, c.req.raw.headers))
        ? c.json({})
        : c.json(WRONG, 401);
    }),
  );

  // Without a mail server there are no such steps; the app offers none.
  if (accounts.sendsMail) {
    app.post(
      '/confirm/ask',
      asLearner(schemas.language, async (c, by, given) => {
        const account = await accounts.of(by.learnerId);
        const stop = limited(c, letters, account?.email ?? undefined);
        if (stop) return stop;
        if (account?.email && !account.emailConfirmed)
          await accounts.askForConfirmation(account.email, given.language ?? 'en');
        return c.json({});
      }),
    );
    app.post('/confirm', async (c) => {
      const body = await readBody(c, schemas.confirm);
      if (!body) return malformed(c);
      return limited(c, byEmail) ?? ((await accounts.confirm(body.token)) ? c.json({}) : refused(c));
    });
    app.post('/reset/ask', async (c) => {
      const body = await readBody(c, schemas.letter);
      if (!body) return malformed(c);
      const stop = limited(c, letters, body.email);
      if (stop) return stop;
      await accounts.askForReset(body.email, body.language ?? 'en');
      return c.json({});
    });
    app.post('/reset', async (c) => {
      const body = await readBody(c, schemas.reset);
      if (!body) return malformed(c);
      return limited(c, byEmail) ?? ((await accounts.reset(body.token, body.password)) ? c.json({}) : refused(c));
    });
  }
  return app;
}
