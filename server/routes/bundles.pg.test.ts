import { randomUUID } from 'node:crypto';
import { NO_CONTACT, type Payload } from '@hornbook/shared/bundle/payload.ts';
import type { PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { hashText } from '@hornbook/shared/sync/row.ts';
import { editText, typeAll } from '@hornbook/shared/text/edit-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { expect, test } from 'vitest';
import { bundleOf, serviceKeyFor } from '../testing/bundle-maker.ts';
import { counting } from '../testing/counting-database.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

const hourMs = 3_600_000;
const REPLICA = 'replicaa00';
const stampAt = (ms: number) => `${ms.toString(16).padStart(12, '0')}-0000-${REPLICA}`;

/** A day's studying, done at an instant. */
const studied = (n: number, at: number, ms = 5): PushedRow => {
  const localDay = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
  const stamps = { once: stampAt(at), deletedAt: stampAt(at) };
  const row = { localDay, course: 'none', activeMs: { [REPLICA]: ms }, stamps, deletedAt: null };
  return { collection: 'studyDays', key: `${localDay}/none`, rev: n + 1, row };
};
const payloadOf = (rows: PushedRow[], knew: Pick<Payload, 'epoch' | 'heard' | 'seen'> = NO_CONTACT): Payload => ({
  ...knew,
  replicaId: REPLICA,
  rev: Math.max(0, ...rows.map(({ rev }) => rev)),
  rows,
});

/** With the sum an attacker would put under it. */
const summed = (text: string): string => `${text}.${hashText(text).toString(36)}`;

describeOnBoth('POST /sync/bundles', (database) => {
  const prepare = async () => {
    const { watched, counted } = counting(database());
    const app = await makeTestApp(watched);
    const known = async (device: TestDevice) => {
      expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);
      return device;
    };
    const maker = await known(await makeTestDevice(app));
    const carrier = await known(await makeTestDevice(app));
    const service = await serviceKeyFor(carrier);
    const carry = async (bundle: string, by: TestDevice = carrier) => {
      const before = counted.statements;
      const response = await by.post('/sync/bundles', { bundle });
      const answer = { status: response.status, body: await response.json() };
      return { ...answer, statements: counted.statements - before };
    };
    const daysOf = async ({ learnerId }: TestDevice) =>
      (
        await database().query<{ day: string; ms: object }>(
          'select local_day as day, active_ms as ms from study_days where learner_id = $1 order by 1',
          [learnerId],
        )
      ).map(({ day, ms }) => `${day} ${JSON.stringify(ms)}`);
    return { app, known, maker, carrier, service, carry, daysOf };
  };
  const push = async (device: TestDevice, { replicaId, rows }: Payload) => {
    const head = { protocol: 1, learnerId: device.learnerId, replicaId, heard: Date.now() };
    const first = await device.post('/sync/push', { ...head, epoch: null, rows: [] });
    const { epoch } = (await first.json()) as { epoch: string };
    return (await (await device.post('/sync/push', { ...head, epoch, rows })).json()) as { epoch: string };
  };

  test('[B4] what a stranger carries arrives as if its maker had sent it, once, however often and in whatever order it comes', async () => {
    const { maker, carrier, service, carry, daysOf } = await prepare();
    const longAgo = Date.now() - 9 * 24 * hourMs;
    const rows = Array.from({ length: 600 }, (_, n) => studied(n, longAgo + n));
    const { epoch } = await push(maker, payloadOf([]));
    const knew = { epoch, heard: longAgo - hourMs, seen: '' };
    const first = await bundleOf(maker, service, payloadOf(rows.slice(0, 300), knew));
    const all = await bundleOf(maker, service, payloadOf(rows, knew));
    expect(await carry(all)).toMatchObject({ status: 200, body: { state: 'delivered' } });
    expect(await daysOf(maker)).toHaveLength(600);
    expect(await daysOf(carrier)).toEqual([]);
    const [clock] = await database().query('select version from learner_clocks where learner_id = $1', [
      maker.learnerId,
    ]);
    expect(await carry(all)).toMatchObject({ status: 200, body: { state: 'delivered' } });
    expect(await carry(first, maker)).toMatchObject({ status: 200, body: { state: 'overtaken' } });
    expect(
      await database().query('select version from learner_clocks where learner_id = $1', [maker.learnerId]),
    ).toEqual([clock]);
    // [B5] Its maker learns of it by its own push: nothing new, and accepted.
    expect(await push(maker, payloadOf(rows.slice(0, 2)))).toMatchObject({
      verdicts: [{ verdict: 'accepted' }, { verdict: 'accepted' }],
    });
    expect(
      await database().query('select version from learner_clocks where learner_id = $1', [maker.learnerId]),
    ).toEqual([clock]);
  });

  test('[B4] [M4] a note that is carried joins with what another device of its learner typed meanwhile', async () => {
    const { app, maker, service, carry } = await prepare();
    const tablet = await makeTestDevice(app);
    await pair(maker, tablet);
    const id = randomUUID();
    const note = (text: TypedText, rev: number): PushedRow => {
      const at = Date.now() - hourMs;
      const stamps = Object.fromEntries(['once', 'subjectId', 'title', 'changedAt'].map((name) => [name, stampAt(at)]));
      const about = { id, kind: 'text', addedAt: at, subjectId: randomUUID(), title: 'Leaves', changedAt: at };
      return {
        collection: 'materials',
        key: id,
        rev,
        row: { ...about, text, stamps, deletedAt: null },
      };
    };
    const first = typeAll('A leaf takes light.', 'sittinga');
    const onPhone = editText(first, { at: 0, remove: 1, insert: 'By Monday: a' }, 'sittingb');
    const onTablet = editText(first, { at: 19, remove: 0, insert: ' Roots drink rain.' }, 'sittingc');
    const accepted = { verdicts: [{ verdict: 'accepted' }] };
    expect(await push(maker, payloadOf([note(first, 1)]))).toMatchObject(accepted);
    const bundle = await bundleOf(maker, service, payloadOf([note(onPhone, 2)]));
    const typed = { ...payloadOf([note(onTablet, 1)]), replicaId: 'replicab00' };
    expect(await push({ ...tablet, learnerId: maker.learnerId }, typed)).toMatchObject(accepted);
    // Carried twice, as by two strangers.
    for (let time = 0; time < 2; time++)
      expect(await carry(bundle)).toMatchObject({ status: 200, body: { state: 'delivered' } });
    const stored = await database().query<{ text: TypedText }>('select text from materials where id = $1', [id]);
    expect(stored.map(({ text }) => textOf(text))).toEqual(['By Monday: a leaf takes light. Roots drink rain.']);
  });

  test('[B4] rows are judged one by one as those of a push, and the carrier is told nothing of the verdicts', async () => {
    const { maker, service, carry, daysOf } = await prepare();
    const good = studied(0, Date.now() - hourMs);
    const bad = studied(1, Date.now() - hourMs);
    bad.row.activeMs = { [REPLICA]: -5 };
    const unknown = { ...good, collection: 'tomorrow', rev: 3 };
    expect(await carry(await bundleOf(maker, service, payloadOf([good, bad, unknown])))).toMatchObject({
      status: 200,
      body: { state: 'delivered' },
    });
    expect(await daysOf(maker)).toHaveLength(1);
  });

  test('[B4] a bundle whose maker was in touch since is overtaken, and one from a time to come waits for it', async () => {
    const { maker, service, carry, daysOf } = await prepare();
    const { epoch } = await push(maker, payloadOf([]));
    const knew = { epoch, heard: Date.now(), seen: '' };
    const early = await bundleOf(maker, service, payloadOf([studied(0, Date.now() + hourMs)], knew));
    expect((await carry(early)).body).toEqual({ state: 'too-early' });
    const old = await bundleOf(maker, service, payloadOf([studied(1, Date.now() - hourMs, 7)]));
    await push(maker, payloadOf([studied(5, Date.now(), 9)]));
    expect((await carry(old)).body).toEqual({ state: 'overtaken' });
    expect(await daysOf(maker)).toHaveLength(1);
  });

  test('[B4] one of another history counts from what its maker knew then, whatever is wrong with some of its rows', async () => {
    const { maker, service, carry } = await prepare();
    const heard = Date.now() - 48 * hourMs;
    const day = studied(0, Date.now() + hourMs);
    const attempt = { ...day.row, id: day.key, answers: { one: null, two: { hlc: 5 }, three: 'x' } };
    const rows = [day, { collection: 'attempts', key: day.key, rev: 2, row: attempt }];
    const knew = { epoch: 'before', heard, seen: '' };
    const text = await bundleOf(maker, service, payloadOf(rows as PushedRow[], knew));
    expect((await carry(text)).body).toEqual({ state: 'delivered' });
    const stored = await database().query<{ stamps: Record<string, string> }>(
      'select stamps from study_days where learner_id = $1',
      [maker.learnerId],
    );
    expect(stored.map(({ stamps }) => stamps.once)).toEqual([stampAt(heard + 60_000)]);
    expect(await database().query('select 1 from attempts where learner_id = $1', [maker.learnerId])).toEqual([]);
  });

  test('[B3] of a device signed out, never heard of or by another key, and of a learner who is gone, nothing is taken: one answer, after as many statements', async () => {
    const { app, known, maker, carrier, service, carry, daysOf } = await prepare();
    const tablet = await makeTestDevice(app);
    const joined = (await (await pair(maker, tablet)).json()) as { learnerId: string };
    expect(joined.learnerId).toBe(maker.learnerId);
    const gone = await known(await makeTestDevice(app));
    const rows = payloadOf([studied(0, Date.now() - hourMs)]);
    const fromTablet = await bundleOf(tablet, service, rows, { learnerId: maker.learnerId });
    await maker.revoke(tablet.deviceId);
    await database().query('update learners set gone_at = now() where id = $1', [gone.learnerId]);
    const stranger = await makeTestDevice(app);
    const whole = await bundleOf(maker, service, rows);
    const [start, head = '', body = ''] = whole.split('.');
    const hostile = [
      fromTablet,
      await bundleOf(gone, service, rows),
      await bundleOf(stranger, service, rows),
      await bundleOf(stranger, service, rows, { learnerId: maker.learnerId, deviceId: maker.deviceId }),
      await bundleOf(carrier, service, rows, { learnerId: maker.learnerId, deviceId: maker.deviceId }),
      await bundleOf(carrier, service, rows, { learnerId: maker.learnerId }),
      await bundleOf(carrier, service, rows, { deviceId: maker.deviceId }),
      // At a whole group of four: elsewhere the cut is mostly seen in the letters themselves.
      summed(`${start}.${head}.${body.slice(0, ((body.length >> 2) - 2) << 2)}`),
    ];
    const answers = new Set<string>();
    for (const one of hostile) answers.add(JSON.stringify(await carry(one)));
    expect([...answers].map((answer) => JSON.parse(answer))).toEqual([
      { status: 422, body: { code: 'not-taken', message: expect.any(String) }, statements: 2 },
    ]);
    expect(await daysOf(maker)).toEqual([]);
    expect(await carry(whole)).toMatchObject({ status: 200 });
  });

  test('[B1] what is no bundle, cut off, newer, for another service, or somebody’s own data is refused by its name', async () => {
    const { app, maker, service, carry } = await prepare();
    const whole = await bundleOf(maker, service, payloadOf([studied(0, Date.now() - hourMs)]));
    const other = { ...service, id: 'somewhere-else' };
    const foreign = await bundleOf(maker, other, payloadOf([studied(0, Date.now() - hourMs)]));
    const codes = [];
    for (const one of ['', 'Dear diary', whole.slice(0, -30), whole.replace('hornbook1', 'hornbook2'), foreign])
      codes.push((await carry(one)).body.code);
    expect(codes).toEqual(['not-a-bundle', 'not-a-bundle', 'damaged', 'newer', 'foreign']);
    expect((await carry('hornbook1.'.padEnd(900_000, 'x'))).status).toBe(413);
    const nobody = await makeTestDevice(app);
    expect((await nobody.post('/sync/bundles', { bundle: whole })).status).toBe(401);
    expect((await nobody.get('/sync/bundles/keys')).status).toBe(401);
  });

  test('[B2] a bundle shows its carrier its size and the name its maker gave it, and nothing of whose it is or what it holds', async () => {
    const { maker, service } = await prepare();
    const text = await bundleOf(maker, service, payloadOf([studied(0, 1_750_000_000_000)]), { from: 'Ana' });
    const [, head = '', body = ''] = text.split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      kind: 'waiting',
      for: service.id,
      key: expect.any(String),
      from: 'Ana',
      rows: 1,
      madeAt: 1_700_000_000_000,
    });
    const shown = Buffer.concat([Buffer.from(head, 'base64url'), Buffer.from(body, 'base64url')]);
    for (const id of [maker.learnerId, maker.deviceId]) {
      expect(shown.includes(id)).toBe(false);
      expect(shown.includes(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(false);
    }
    expect(shown.includes(REPLICA)).toBe(false);
    const again = await bundleOf(maker, service, payloadOf([studied(0, 1_750_000_000_000)]), { from: 'Ana' });
    expect(again.split('.')[2]).not.toBe(body);
  });

  test('[B6] a learner’s devices are told the keys of each other, and of those signed out no more', async () => {
    const { app, maker, carrier } = await prepare();
    const tablet = await makeTestDevice(app);
    await pair(maker, tablet);
    const keys = async () => {
      const { devices } = (await (await maker.get('/sync/bundles/keys')).json()) as { devices: { deviceId: string }[] };
      return devices.map(({ deviceId }) => deviceId).sort();
    };
    expect(await keys()).toEqual([maker.deviceId, tablet.deviceId].sort());
    expect(await keys()).not.toContain(carrier.deviceId);
    await maker.revoke(tablet.deviceId);
    expect(await keys()).toEqual([maker.deviceId]);
  });
});
