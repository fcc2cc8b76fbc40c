import { randomBytes, randomInt } from 'node:crypto';
import { readBundle, writeBundle, writeHead } from '@hornbook/shared/bundle/bundle-text.ts';
import { NO_CONTACT } from '@hornbook/shared/bundle/payload.ts';
import { openSeal } from '@hornbook/shared/bundle/seal.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import { expect, test } from 'vitest';
import { tableName } from '../db/derived/expressions.ts';
import { bundleTools } from '../sync/bundle-tools.ts';
import { bundleOf, serviceKeyFor } from '../testing/bundle-maker.ts';
import { counting } from '../testing/counting-database.ts';
import { triesVeryOften } from '../testing/one-wall.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair } from '../testing/test-device.ts';

const AT_ONCE = 10;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const payload = () => {
  const stamp = `${(Date.now() - 60_000).toString(16).padStart(12, '0')}-0000-replicaa00`;
  const row = {
    localDay: '2026-01-02',
    course: 'none',
    activeMs: { replicaa00: 60_000 },
    stamps: { once: stamp, deletedAt: stamp },
    deletedAt: null,
  };
  const rows = [{ collection: 'studyDays', key: '2026-01-02/none', rev: 1, row }];
  return { ...NO_CONTACT, replicaId: 'replicaa00', rev: 1, rows };
};
/** Whoever alters a bundle on purpose puts the right sum under it. */
const summed = (text: string) => `${text}.${hashText(text).toString(36)}`;
const any = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

describeOnBoth('whoever sends hostile bundles', (database) => {
  // Half of them on each database.
  const bundles = triesVeryOften() ? 5_000 : 1_000;
  test('[B3] none gets in, nothing changes, and whatever is wrong within is answered alike after as many statements', {
    timeout: 3_600_000,
  }, async () => {
    const { watched, counted } = counting(database());
    const app = await makeTestApp(watched);
    const claimed = () => makeClaimedDevice(app);
    const [victim, attacker, gone] = [await claimed(), await claimed(), await claimed()];
    const lost = await makeTestDevice(app);
    await pair(victim, lost);
    await victim.revoke(lost.deviceId);
    await database().query('update learners set gone_at = now() where id = $1', [gone.learnerId]);
    const unknown = await makeTestDevice(app);
    const service = await serviceKeyFor(attacker);
    // Many carriers, or the limit on carrying would answer.
    const carriers = [attacker];
    for (let n = 0; n < Math.ceil((bundles * 2) / 190); n += 1) carriers.push(await claimed());

    const honest = await bundleOf(victim, service, payload());
    const read = readBundle(honest);
    if (read.kind === 'refused' || read.bundle.head.kind !== 'waiting') throw new Error('Not read.');
    const { head, headText, body } = read.bundle;
    const [start = '', , bodyText = ''] = honest.split('.');
    const sealedNonsense = async (bytes: Uint8Array<ArrayBuffer>) => {
      const { key, seal } = await openSeal(bundleTools.subtle, service);
      const text = writeHead({ ...head, key });
      return writeBundle(text, await seal(text, bytes));
    };
    const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
    const pick = (bytes: Uint8Array) => randomInt(bytes.length);

    /** For this service, and whole by its sum: only what is within can give it away. */
    const within: (() => Promise<string> | string)[] = [
      () => {
        const at = randomInt(bodyText.length - 4);
        const letter = any([...LETTERS].filter((one) => one !== bodyText[at]));
        return summed(`${start}.${headText}.${bodyText.slice(0, at)}${letter}${bodyText.slice(at + 1)}`);
      },
      () => writeBundle(headText, body.subarray(0, pick(body))),
      () => writeBundle(headText, new Uint8Array(randomBytes(randomInt(1, 400)))),
      () => writeBundle(writeHead({ ...head, from: any(['Mallory', 'Ana', '"', '{}']) }), body),
      () => writeBundle(writeHead({ ...head, rows: randomInt(2, 500) }), body),
      () => writeBundle(writeHead({ ...head, key: any(['AAAA', headText.slice(0, 87), '-']) }), body),
      () => sealedNonsense(new Uint8Array(randomBytes(randomInt(1, 400)))),
      () =>
        sealedNonsense(
          new Uint8Array(Buffer.concat([idBytes(victim.learnerId), idBytes(victim.deviceId), randomBytes(200)])),
        ),
      () => bundleOf(lost, service, payload(), { learnerId: victim.learnerId }),
      () => bundleOf(gone, service, payload()),
      () => bundleOf(unknown, service, payload()),
      () => bundleOf(unknown, service, payload(), { learnerId: victim.learnerId, deviceId: victim.deviceId }),
      () => bundleOf(attacker, service, payload(), { learnerId: victim.learnerId, deviceId: victim.deviceId }),
      () => bundleOf(attacker, service, payload(), { learnerId: victim.learnerId }),
      () => bundleOf(attacker, service, payload(), { deviceId: victim.deviceId }),
    ];
    /** What anybody can see is wrong: refused without looking anything up. */
    const outside: (() => Promise<string> | string)[] = [
      () => honest.slice(0, randomInt(honest.length)),
      () => honest.replace('hornbook1', `hornbook${randomInt(2, 99_999)}`),
      () => randomBytes(randomInt(0, 300)).toString(any(['base64url', 'latin1'])),
      () => summed(`${start}.${any([headText.slice(4), '', 'e30'])}.${bodyText}`),
      () => bundleOf(victim, { ...service, id: 'another' }, payload()),
    ];

    const tables = [
      ...Object.values(collections).map(tableName),
      'changes',
      'learner_clocks',
      'replicas',
      'dirty_learners',
      'devices',
    ];
    const everything = async () =>
      JSON.stringify(
        await Promise.all(
          tables.map((table) =>
            database().query(`select t::text from ${table} t where learner_id in ($1, $2, $3) order by 1`, [
              victim.learnerId,
              attacker.learnerId,
              gone.learnerId,
            ]),
          ),
        ),
      );
    const before = await everything();
    let sent = 0;
    const send = async (bundle: string) => {
      sent += 1;
      const by = carriers[sent % carriers.length] ?? attacker;
      const response = await by.post('/sync/bundles', { bundle });
      const headers = [...response.headers].filter(([name]) => name !== 'set-cookie').sort();
      return JSON.stringify([response.status, headers, await response.text()]);
    };
    const statements = new Map<string, Set<number>>();
    for (const [kind, makers] of Object.entries({ within, outside })) {
      statements.set(kind, new Set());
      for (const make of makers) {
        const bundle = await make();
        counted.statements = 0;
        await send(bundle);
        statements.get(kind)?.add(counted.statements);
      }
    }
    // Who carries it; and, where something is within, whose it is.
    expect(Object.fromEntries([...statements].map(([kind, counts]) => [kind, [...counts]]))).toEqual({
      within: [2],
      outside: [1],
    });
    const answers = new Set<string>();
    const codes = new Set<string>();
    while (sent < bundles) {
      const some = await Promise.all(Array.from({ length: AT_ONCE }, () => any(within)()));
      for (const answer of await Promise.all(some.map(send))) answers.add(answer);
      for (const answer of await Promise.all([any(outside)(), any(outside)()].map(async (one) => send(await one))))
        codes.add(JSON.parse(JSON.parse(answer)[2]).code);
    }
    expect([...answers].map((answer) => JSON.parse(answer)[0])).toEqual([422]);
    for (const code of codes) expect(['not-a-bundle', 'damaged', 'newer', 'foreign']).toContain(code);
    expect(await everything()).toBe(before);
    expect(await send(honest)).toContain('delivered');
  });
});
