import { randomUUID } from 'node:crypto';
import { NO_CONTACT } from '@hornbook/shared/bundle/payload.ts';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { keyOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { rowArbitrary } from '@hornbook/shared/testing/arbitraries.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { tableName } from '../db/derived/expressions.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { startWakeUps, type WakeUps } from '../sync/wake-ups.ts';
import { bundleOf, serviceKeyFor } from '../testing/bundle-maker.ts';
import { setRowSecurity, WALLS, type WithoutFilters, withoutFilters } from '../testing/one-wall.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice } from '../testing/test-device.ts';
import { withoutContent } from '../testing/without-content.ts';
import { syncRoutes } from './sync.ts';

const list = Object.values(collections) as readonly Collection[];

// Each of the two walls between learners must hold alone: take one away, and the other one is all there is.
describeOnBoth('two learners of one service', (database) =>
  describe.each(WALLS)('behind %s', (walls) => {
    let filters: WithoutFilters | undefined;
    let wakeUps: WakeUps;
    let app: Hono;
    beforeAll(async () => {
      await withoutContent(database());
      wakeUps = await startWakeUps(database());
      if (walls === 'the service’s own filters alone') await setRowSecurity(database(), 'disable');
      if (walls === 'row-level security alone') filters = withoutFilters(database());
      const routes = syncRoutes({
        env: { electricUrl: undefined, electricSecret: undefined },
        database: filters?.database ?? database(),
        stopping: new AbortController().signal,
        wakeUps,
        content: { load: async () => ({ unknown: () => null, serverFields: () => ({}) }) },
        currentLearner: async (c) => c.req.header('x-learner') ?? null,
      });
      app = new Hono().route('/sync', routes);
    });
    afterAll(async () => {
      wakeUps.stop();
      await setRowSecurity(database(), 'enable');
    });

    const send = (session: string, body: unknown) =>
      app.request('/sync/push', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-learner': session },
        body: JSON.stringify(body),
      });
    /** Bundles that A’s device seals: for itself they are taken, in B’s name or over B’s device they are not. [B3] */
    const expectNothingOfBByHand = async (
      a: string,
      b: string,
      ofB: PushedRow[],
      everythingOfB: () => Promise<unknown>,
      before: unknown,
    ) => {
      const asA = { request: ((path, init) => asLearner(a, path as string, init)) as Hono['request'] };
      const device = await makeTestDevice(asA, a);
      for (const [learner, key] of [
        [a, device.publicKey],
        [b, (await makeTestDevice(asA, b)).publicKey],
      ] as const)
        await database().query(
          'insert into devices (learner_id, id, name, public_key) values ($1, $2, $3, $4::jsonb)',
          [learner, learner === a ? device.deviceId : b, 'A phone', JSON.stringify(key)],
        );
      const service = await serviceKeyFor(device);
      const payload = { ...NO_CONTACT, replicaId: 'replicac00', rev: 9, rows: ofB.map((row) => ({ ...row, rev: 2 })) };
      const carry = async (as: object) =>
        (await device.post('/sync/bundles', { bundle: await bundleOf(device, service, payload, as) })).status;
      expect(await carry({}), 'in its own name').toBe(200);
      for (const as of [{ learnerId: b }, { learnerId: b, deviceId: b }, { deviceId: b }])
        expect(await carry(as)).toBe(422);
      expect(await everythingOfB()).toEqual(before);
      const [own] = await database().query<{ rows: number }>(
        'select count(*)::int as rows from changes where learner_id = $1',
        [a],
      );
      expect(own?.rows).toBeGreaterThanOrEqual(ofB.length);
      const keys = (await (await device.get('/sync/bundles/keys')).json()) as { devices: { deviceId: string }[] };
      expect(keys.devices.map(({ deviceId }) => deviceId)).toEqual([device.deviceId]);
    };
    const asLearner = (learner: string, path: string, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set('x-learner', learner);
      return app.request(path, { ...init, headers });
    };
    const rowOfAny = fc
      .constantFrom(...list)
      .chain((collection) => rowArbitrary(collection).map((row) => ({ collection, row })));

    test('whatever A sends and asks for, nothing of B is read or changed', async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      for (const id of [a, b]) await database().query('insert into learners (id) values ($1)', [id]);
      const [meta] = await database().query<{ value: string }>(`select value from hornbook_meta where key = 'epoch'`);
      const push = (learnerId: string, rows: unknown[]) => ({
        protocol: 1,
        learnerId,
        replicaId: 'replicab00',
        epoch: meta?.value ?? null,
        heard: Date.now(),
        rows,
      });
      const ofB = await Promise.all(
        list.map(async (collection, index) => {
          const [row] = fc.sample(rowArbitrary(collection), { seed: index, numRuns: 1 });
          if (!row) throw new Error('No sample.');
          return { collection: collection.name, key: keyOf(collection, row), rev: 1, row: rowToWire(collection, row) };
        }),
      );
      expect((await send(b, push(b, ofB))).status).toBe(200);
      const everythingOfB = () =>
        Promise.all(
          [...list.map(tableName), 'changes', 'learner_clocks', 'replicas', 'dirty_learners'].map((table) =>
            database().query(`select t::text from ${table} t where learner_id = $1 order by 1`, [b]),
          ),
        );
      const before = await everythingOfB();
      expect(before[list.length]?.length, 'rows of B in the feed').toBe(list.length);
      const handleOfB = (
        await app.request(`/sync/shape?scope=${scopeOf(b)}&offset=-1`, { headers: { 'x-learner': b } })
      ).headers.get('electric-handle');

      await fc.assert(
        fc.asyncProperty(
          fc.array(rowOfAny, { minLength: 1, maxLength: 4 }),
          // B's id wherever an id may stand: the envelope, the row, its keys in our spelling and in Postgres's.
          fc.record({
            envelope: fc.boolean(),
            row: fc.boolean(),
            id: fc.boolean(),
            scope: fc.boolean(),
            handle: fc.boolean(),
          }),
          async (rows, says) => {
            const wire = rows.map(({ collection, row }, index) => ({
              collection: collection.name,
              key: says.id ? b : keyOf(collection, row),
              rev: index + 1,
              row: {
                ...rowToWire(collection, row),
                ...(says.row ? { learnerId: b, learner_id: b } : {}),
                ...(says.id && 'id' in row ? { id: b } : {}),
              },
            }));
            const reply = await send(a, push(says.envelope ? b : a, wire));
            if (says.envelope) expect(reply.status).toBe(401);
            const query = new URLSearchParams({
              scope: scopeOf(says.scope ? b : a),
              ...(says.handle ? { offset: '0_0', handle: handleOfB ?? '' } : { offset: '-1' }),
              where: `learner_id = '${b}'`,
              'params[1]': b,
              learner_id: b,
            });
            const feed = await app.request(`/sync/shape?${query}`, { headers: { 'x-learner': a } });
            expect(feed.status).toBe(says.scope ? 401 : says.handle ? 409 : 200);
            const values = ((await feed.json()) as { value?: { learner_id: string } }[] | object) ?? [];
            for (const { value } of Array.isArray(values) ? values : []) if (value) expect(value.learner_id).toBe(a);
            expect(await everythingOfB()).toEqual(before);
          },
        ),
        propertyRuns(40),
      );
      await expectNothingOfBByHand(a, b, ofB, everythingOfB, before);
      if (filters) expect(filters.taken(), 'filters that were taken away').toBeGreaterThan(25);
    });
  }),
);

describeOnBoth('the walls between learners', (database) => {
  test('with both of them away A reads B’s rows, so it is they that the tests above are about', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    for (const id of [a, b]) await database().query('insert into learners (id) values ($1)', [id]);
    await withLearnerOn(database().db)(b, (store) =>
      store.putRows('profile', [{ key: 'me', row: { id: 'me', stamps: {}, deletedAt: null } }]),
    );
    await setRowSecurity(database(), 'disable');
    const page = await readFeedOn(withoutFilters(database()).database.db)(a, 0, { rows: 10, bytes: 1e6 });
    await setRowSecurity(database(), 'enable');
    expect(page.rows).toHaveLength(1);
  });
});
