import { randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS } from '@hornbook/shared/identity/pairing-code.ts';
import { expect, test } from 'vitest';
import { counting } from '../testing/counting-database.ts';
import { triesVeryOften } from '../testing/one-wall.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice } from '../testing/test-device.ts';

const AT_ONCE = 10;

const letter = () => CODE_LETTERS[randomInt(CODE_LETTERS.length)] ?? '';
const anyCode = () => Array.from({ length: CODE_LENGTH }, letter).join('');
const nearly = (code: string) => {
  const at = randomInt(CODE_LENGTH);
  const others = [...CODE_LETTERS].filter((other) => other !== code[at]);
  return code.slice(0, at) + others[randomInt(others.length)] + code.slice(at + 1);
};

describeOnBoth('whoever guesses codes', (database, kind) => {
  // The statement is the same on both: one of them is asked very often.
  const guesses = triesVeryOften() && kind === 'pglite' ? 100_000 : 3_000;
  const prepare = async () => {
    const { watched, counted } = counting(database());
    // Each guess comes from a network of its own: what is tested is not the limit on guessing.
    const app = await makeTestApp(watched, { TRUST_PROXY: '1' });
    const codes: string[] = [];
    for (let learner = 0; learner < 12; learner += 1) {
      const device = await makeClaimedDevice(app);
      const { code } = (await (await device.post('/auth/pairings')).json()) as { code: string };
      codes.push(code);
    }
    const [taken = '', expired = '', ...open] = codes;
    const quick = await makeTestDevice(app);
    const asked = await quick.post('/auth/pairings/ask', await quick.request(taken));
    const { pairing } = (await asked.json()) as { pairing: string };
    const late = await makeTestDevice(app);
    const { pairing: old } = (await (await late.post('/auth/pairings/ask', await late.request(expired))).json()) as {
      pairing: string;
    };
    await database().query(`update pairings set expires_at = now() - interval '1 min' where id = $1`, [old]);
    return { app, counted, taken, expired, open, pairing };
  };
  const everything = async () => {
    const tables = ['learners', 'devices', 'session', 'pairings', '"user"', 'learner_clocks', 'changes'];
    const rows = tables.map((table) => database().query(`select * from ${table} t order by t::text`));
    return JSON.stringify(await Promise.all(rows));
  };

  test('none gets in, nothing changes, and a wrong code, a used one and one too old are answered alike by as many statements', {
    timeout: 3_600_000,
  }, async () => {
    const { app, counted, taken, expired, open } = await prepare();
    const before = await everything();
    const guesser = await makeTestDevice(app);
    const answers = new Set<string>();
    let request = 0;
    const guess = async (code: string) => {
      request += 1;
      const from = `10.${request >> 16}.${(request >> 8) & 255}.${request & 255}`;
      const response = await guesser.post('/auth/pairings/ask', await guesser.request(code), {
        'x-forwarded-for': from,
      });
      answers.add(JSON.stringify([response.status, [...response.headers].sort(), await response.text()]));
    };
    const statements = new Set<number>();
    for (const code of [anyCode(), nearly(open[0] ?? ''), taken, expired, anyCode()]) {
      counted.statements = 0;
      await guess(code);
      statements.add(counted.statements);
    }
    expect([...statements]).toEqual([1]);
    while (request < guesses) {
      const codes = Array.from({ length: AT_ONCE }, (_, at) => (at % 2 ? anyCode() : nearly(open[at] ?? taken)));
      await Promise.all(codes.map(guess));
    }
    expect([...answers].map((answer) => JSON.parse(answer)[0])).toEqual([404]);
    expect(await everything()).toBe(before);
    expect((await guesser.get('/auth/learner')).status).toBe(401);
  });

  test('one network has twenty guesses, then one every few minutes; codes that are right take none of them', async () => {
    const { app, open, counted } = await prepare();
    for (const code of open) {
      const device = await makeTestDevice(app);
      expect((await device.post('/auth/pairings/ask', await device.request(code))).status).toBe(200);
    }
    const guesser = await makeTestDevice(app);
    const statuses: number[] = [];
    for (let tried = 0; tried < 22; tried += 1)
      statuses.push((await guesser.post('/auth/pairings/ask', await guesser.request(anyCode()))).status);
    expect(statuses).toEqual([...Array(20).fill(404), 429, 429]);
    counted.statements = 0;
    const waiting = await guesser.post('/auth/pairings/ask', await guesser.request(anyCode()));
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(counted.statements).toBe(0);
  });

  test('guessing at pairings themselves opens nothing either, with the right device or another', async () => {
    const { app, pairing } = await prepare();
    const before = await everything();
    const guesser = await makeTestDevice(app);
    for (const id of [pairing, '00000000-0000-4000-8000-000000000000']) {
      const answer = await guesser.post('/auth/pairings/join', await guesser.joinClaim(id));
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'ended' }]);
    }
    expect(await everything()).toBe(before);
  });
});
