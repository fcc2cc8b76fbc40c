import { askText, type JoinClaim, type JoinRequest, joinText, lookText } from '@hornbook/shared/identity/claim.ts';
import { CODE_LENGTH, CODE_LETTERS } from '@hornbook/shared/identity/pairing-code.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { joinLearner } from '../auth/claim-learner.ts';
import { clientAddress } from '../auth/client-address.ts';
import { isSignedBy } from '../auth/device-key.ts';
import type { JoiningState } from '../auth/pairings.ts';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Services } from '../services.ts';
import {
  answerClaim,
  atRightAddress,
  ENDED,
  readBody,
  STALE,
  setCookies,
  signedByDevice,
  tooMany,
  UNSIGNED,
} from './answer-claim.ts';
import { cookieHeader, learnerHeader } from './live-request.ts';

const pairing = z.guid().toLowerCase();
const code = z.string().regex(new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`));
const requestSchema: z.ZodType<JoinRequest> = z.strictObject({ ...signedByDevice, code });
const joinSchema: z.ZodType<JoinClaim> = z.strictObject({ ...signedByDevice, pairing });
const answerSchema = z.strictObject({ pairing, accept: z.boolean() });

/** Codes that worked don't count: a school behind one address may add all its devices in a morning. */
const WRONG_CODES = { burst: 20, perHour: 20 };
/** The new device asks again every few seconds until the other one has said. */
const JOINS = { burst: 600, perHour: 36_000 };
const OFFERS = { burst: 60, perHour: 120 };

type Accepted = Extract<JoiningState, { state: 'accepted' }>;

const HEADERS = { 'cache-control': 'private, no-store' };

/** /auth/pairings: a device takes another one in. One offers a code, the other asks with it, the first one answers. */
export function pairingsRoute({ env, database, auth, log }: Services): Hono {
  const app = new Hono();
  const wrongCodes = makeRateLimit(WRONG_CODES, Date.now);
  const joins = makeRateLimit(JOINS, Date.now);
  const offers = makeRateLimit(OFFERS, Date.now);

  app.use(bodyLimit({ maxSize: 8 * 1024, onError: (c) => c.json({ message: 'That is too much.' }, 413) }));
  for (const path of ['/ask', '/look', '/join']) app.use(path, atRightAddress(env, log));

  const current = async (c: Context) => {
    const found = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    setCookies(c, found?.cookies ?? []);
    return found;
  };
  const noSession = (c: Context) => c.json({ code: 'no-session', message: 'No session.' }, 401, HEADERS);
  const malformed = (c: Context) => c.json({ code: 'malformed', message: 'This is no such request.' }, 400, HEADERS);

  app.post('/', async (c) => {
    const by = await current(c);
    if (!by) return noSession(c);
    const allowed = offers.take(by.learnerId);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    return c.json(await auth.pairings.make(by), 200, HEADERS);
  });

  app.post('/answer', async (c) => {
    const by = await current(c);
    if (!by) return noSession(c);
    const given = await readBody(c, answerSchema);
    if (!given) return malformed(c);
    const answered = await auth.pairings.answer(given.pairing, by, given.accept ? 'accepted' : 'refused');
    return answered ? c.json({}, 200, HEADERS) : c.json(ENDED, 404, HEADERS);
  });

  app.post('/ask', async (c) => {
    const request = await readBody(c, requestSchema);
    if (!request) return malformed(c);
    const address = clientAddress(c, env.trustProxy);
    const allowed = wrongCodes.take(address);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    if (!auth.challenges.isValid(request.challenge)) return c.json(STALE, 400, HEADERS);
    if (!(await isSignedBy(request.publicKey, askText(request), request.signature)))
      return c.json(UNSIGNED, 400, HEADERS);
    const asked = await auth.pairings.ask(request.code, request);
    // The same answer whether a code never was, is taken or is too old.
    if (!asked) return c.json({ code: 'bad-code', message: 'This code does not work. Make a new one.' }, 404, HEADERS);
    wrongCodes.giveBack(address);
    return c.json({ pairing: asked }, 200, HEADERS);
  });

  /** Answers the device that asked, once the one that shows the code has said yes; until then nobody is told whose it is. */
  const whenAccepted =
    (
      textOf: typeof joinText,
      answer: (c: Context, claim: JoinClaim, whose: Accepted, address: string) => Promise<Response> | Response,
    ) =>
    async (c: Context) => {
      const claim = await readBody(c, joinSchema);
      if (!claim) return malformed(c);
      const address = clientAddress(c, env.trustProxy);
      const allowed = joins.take(address);
      if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
      if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400, HEADERS);
      if (!(await isSignedBy(claim.publicKey, textOf(claim), claim.signature))) return c.json(UNSIGNED, 400, HEADERS);
      const found = await auth.pairings.joining(claim.pairing, claim);
      switch (found.state) {
        case 'waiting':
          return c.json({ state: 'waiting' }, 202, HEADERS);
        case 'refused':
          return c.json({ code: 'not-confirmed', message: 'The other device said no.' }, 403, HEADERS);
        case 'ended':
          return c.json(ENDED, 404, HEADERS);
        case 'accepted':
          return answer(c, claim, found, address);
      }
    };

  // Whose device it would become, to be seen before it is one: somebody may have been given another's code.
  app.post(
    '/look',
    whenAccepted(lookText, (c, _claim, { name, picture }) =>
      c.json({ state: 'accepted', name, picture }, 200, HEADERS),
    ),
  );

  app.post(
    '/join',
    whenAccepted(joinText, async (c, claim, { learnerId, name }, address) => {
      const joining = { ...claim, learnerId };
      const outcome = await joinLearner(database, joining, claim.pairing);
      const answer = await answerClaim(c, auth, joining, outcome, address);
      return outcome.kind === 'claimed' ? c.json({ ...(await answer.json()), name }, 200) : answer;
    }),
  );

  app.get('/:pairing', async (c) => {
    const { data } = pairing.safeParse(c.req.param('pairing'));
    if (!data) return c.notFound();
    const by = await current(c);
    return by ? c.json(await auth.pairings.watch(data, by), 200, HEADERS) : noSession(c);
  });
  return app;
}
