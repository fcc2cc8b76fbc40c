import { webcrypto } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CollectionName, collections } from '../collections/index.ts';
import { publicKeyOf } from '../identity/claim.ts';
import { formatHlc } from '../sync/hlc.ts';
import type { PushedRow } from '../sync/protocol.ts';
import { canonicalRow, hashText } from '../sync/row.ts';
import { EPOCH_MS, REPLICAS, rowArbitrary } from '../testing/arbitraries.ts';
import { createMemoryStorage } from '../testing/memory-storage.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { type BundleHead, type OwnHead, readBundle, writeBundle, writeHead } from './bundle-text.ts';
import { collectOwn, collectWaiting } from './collect.ts';
import { addFrame, MAX_FRAMES, type ReadFrames, textOfFrames, toFrames } from './frames.ts';
import { type BundleMaker, makeOwnBundle } from './make-bundle.ts';
import { openOwn } from './open-bundle.ts';
import { NO_CONTACT, OWN_LIMIT, WAITING_LIMIT, writePayload } from './payload.ts';
import { bundleText, writeOwnBody } from './signed-body.ts';
import { takeIn } from './take-in.ts';
import type { BundleTools, Subtle } from './tools.ts';

const tools: BundleTools = {
  subtle: webcrypto.subtle as unknown as Subtle,
  gzip: async (text) => new Uint8Array(gzipSync(text)),
  gunzip: async (bytes, maxOutputLength) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(gunzipSync(bytes, { maxOutputLength }));
    } catch {
      return null;
    }
  },
};
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Thousands of them in the deep run. */
const DEEP_MS = 600_000;
const LEARNER = '0190a000-0000-7000-8000-00000000000a';
const about = { from: 'Ana', madeAt: EPOCH_MS };
const clock = { now: () => EPOCH_MS + 1_000 };

const makeMaker = async (): Promise<BundleMaker> => {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  return {
    learnerId: LEARNER,
    deviceId: '0190a000-0000-7000-8000-00000000000d',
    publicKey: publicKeyOf(await webcrypto.subtle.exportKey('jwk', keys.publicKey)),
    sign: async (text) =>
      new Uint8Array(await webcrypto.subtle.sign(ALGORITHM, keys.privateKey, new TextEncoder().encode(text))),
  };
};
let maker: BundleMaker;
beforeAll(async () => {
  maker = await makeMaker();
});

const synced = Object.values(collections).filter(({ name }) => name !== 'notifications');
const rowsArbitrary: fc.Arbitrary<PushedRow[]> = fc
  .tuple(...synced.map((collection) => fc.option(rowArbitrary(collection))))
  .map((rows) =>
    rows.flatMap((row, index): PushedRow[] => {
      const collection = synced[index];
      if (!row || !collection) return [];
      const key = collection.key.map((field) => row[field]).join('/');
      return [{ collection: collection.name, key, rev: 0, row }];
    }),
  );

const newStorage = (replica: string) => createMemoryStorage(replica);
const into = (storage: ReturnType<typeof newStorage>) => ({ storage, collections, clock });
const contentOf = (storage: ReturnType<typeof newStorage>) => {
  const { rows, outbox } = storage.content();
  return [
    [...rows.values()]
      .map(({ collection, row }) => `${collection} ${canonicalRow(collections[collection as CollectionName], row)}`)
      .sort(),
    [...outbox.keys()].sort(),
  ];
};
const ownOf = async (rows: PushedRow[], by = maker): Promise<string> => {
  const text = await makeOwnBundle(tools, by, { ...NO_CONTACT, replicaId: REPLICAS[0], rev: rows.length, rows }, about);
  if (text === null) throw new Error('Too large.');
  return text;
};
const open = async (text: string) => {
  const read = readBundle(text);
  if (read.kind === 'refused' || read.bundle.head.kind !== 'own') return null;
  return openOwn(tools, { ...read.bundle, head: read.bundle.head });
};
const summed = (text: string) => `${text}.${hashText(text).toString(36)}`;

describe('own data', () => {
  test('[B6] what one database holds arrives whole in another, by any route a text may take', {
    timeout: DEEP_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(rowsArbitrary, fc.nat(70), async (rows, width) => {
        const from = newStorage(REPLICAS[0]);
        await takeIn(into(from), rows);
        const own = await collectOwn({ storage: from, collections });
        const text = await ownOf(own.rows);
        const wrapped = width > 10 ? text.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n') : `\ufeff ${text}\n`;
        const opened = await open(wrapped);
        expect(opened?.rows).toHaveLength(own.rows.length);
        const to = newStorage(REPLICAS[1]);
        await takeIn(into(to), opened?.rows ?? []);
        expect(contentOf(to)).toEqual(contentOf(from));
      }),
      propertyRuns(40),
    );
  });

  test('[B6] taking in is merging: in any order, again, or onto what is there already, all come to the same', {
    timeout: DEEP_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(rowsArbitrary, rowsArbitrary, rowsArbitrary, async (a, b, c) => {
        const [one, other] = [newStorage(REPLICAS[0]), newStorage(REPLICAS[1])];
        for (const rows of [a, b, c]) await takeIn(into(one), rows);
        for (const rows of [c, a, b, a]) await takeIn(into(other), rows);
        expect(contentOf(other)).toEqual(contentOf(one));
        const again = await takeIn(into(one), b);
        expect(again).toMatchObject({ kind: 'taken-in', changed: 0, unreadable: 0 });
      }),
      propertyRuns(40),
    );
  });

  test('[B6] the clock is raised by what came, and what the service showed is not', async () => {
    const storage = newStorage(REPLICAS[0]);
    const stamp = formatHlc(EPOCH_MS + 5_000, 0, REPLICAS[1]);
    const row = { localDay: '2026-01-02', course: 'none', activeMs: {}, stamps: { once: stamp }, deletedAt: null };
    await takeIn(into(storage), [{ collection: 'studyDays', key: '2026-01-02/none', rev: 0, row }]);
    expect(storage.content().state).toMatchObject({ hlc: stamp, seen: '' });
  });

  test('[B1] a row that no service would take is left out, and names this app does not know refuse the whole', async () => {
    const storage = newStorage(REPLICAS[0]);
    const stamps = { once: formatHlc(EPOCH_MS, 0, REPLICAS[1]) };
    const day = { localDay: '2026-01-02', course: 'none', activeMs: {}, stamps, deletedAt: null };
    const good = { collection: 'studyDays', key: '2026-01-02/none', rev: 0, row: day };
    const bad = { ...good, key: '2026-01-03/none', row: { ...day, localDay: '2026-01-03', activeMs: { me: -1 } } };
    const liar = { ...good, key: '2026-01-04/none' };
    expect(await takeIn(into(storage), [bad, good, liar])).toMatchObject({ changed: 1, unreadable: 2 });
    const before = contentOf(storage);
    const newer = { ...good, row: { ...day, mood: 'fine' } };
    expect(await takeIn(into(storage), [newer])).toEqual({ kind: 'newer' });
    expect(await takeIn(into(storage), [{ ...good, collection: 'moods' }])).toEqual({ kind: 'newer' });
    expect(contentOf(storage)).toEqual(before);
  });
});

describe('waiting work', () => {
  test('[B5] collecting what waits changes nothing, and what finds no room is counted', async () => {
    const storage = newStorage(REPLICAS[0]);
    const rows = fc.sample(rowsArbitrary, { seed: 7, numRuns: 20 }).sort((a, b) => b.length - a.length)[0] ?? [];
    await takeIn(into(storage), rows);
    const before = contentOf(storage);
    const all = await collectWaiting({ storage, collections }, WAITING_LIMIT);
    expect(all.rows.map(({ collection }) => collection).sort()).toEqual(
      rows.map(({ collection }) => collection).sort(),
    );
    expect(all.left).toBe(0);
    const some = await collectWaiting({ storage, collections }, { ...WAITING_LIMIT, rows: 2 });
    expect([some.rows.length, some.left]).toEqual([2, rows.length - 2]);
    expect(contentOf(storage)).toEqual(before);
  });
});

describe('a hostile bundle', () => {
  const RUNS = process.env.HORNBOOK_DEEP ? 5_000 : 1_000;

  test('[B1] altered, cut off, forged, too deep or of another form, none gets in and nothing changes', {
    timeout: 600_000,
  }, async () => {
    const rows = fc.sample(rowsArbitrary, { seed: 3, numRuns: 5 }).flat();
    const whole = await ownOf(rows);
    const [start = '', head = '', body = ''] = whole.split('.');
    const attacker = { ...(await makeMaker()), publicKey: maker.publicKey };
    const forged = await ownOf(rows, attacker);
    const read = readBundle(whole);
    if (read.kind === 'refused') throw new Error('Not read.');
    const known = read.bundle.head as OwnHead;
    const deep = await tools.gzip('['.repeat(100_000));
    const bomb = await tools.gzip(' '.repeat(OWN_LIMIT.characters / 16));
    const signed = async (packed: Uint8Array<ArrayBuffer>, told: BundleHead = known) => {
      const headText = writeHead(told);
      return writeBundle(headText, writeOwnBody(await maker.sign(bundleText(headText, maker, packed)), packed));
    };
    const nonsense = [
      forged,
      await signed(deep),
      await signed(bomb),
      await signed(await tools.gzip('{"replicaId":"replicaa00","rev":1,"packed":[{"__proto__":1}]}')),
      await signed(
        await tools.gzip(writePayload({ ...NO_CONTACT, replicaId: 'replicaa00', rev: 1, rows: rows.slice(1) })),
      ),
      await signed(new Uint8Array([1, 2, 3])),
    ];
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.$ é';
    const at = (text: string) => fc.nat(text.length - 1);
    const swap = (text: string) =>
      fc
        .tuple(at(text), fc.constantFrom(...letters))
        .filter(([place, letter]) => text[place] !== letter)
        .map(([place, letter]) => text.slice(0, place) + letter + text.slice(place + 1));
    const cut = (text: string) => at(text).map((place) => text.slice(0, place));
    const hostile = fc.oneof(
      swap(whole).filter((text) => !/\s/.test(text)),
      cut(whole),
      // Whoever alters it on purpose puts the right sum under it.
      swap(body)
        .filter((text) => !/\s/.test(text))
        .map((text) => summed(`${start}.${head}.${text}`)),
      cut(body).map((text) => summed(`${start}.${head}.${text}`)),
      fc
        .record({ from: fc.string({ maxLength: 20 }), rows: fc.nat(99), madeAt: fc.nat() })
        .map((changes) => summed(`${start}.${writeHead({ ...known, ...changes })}.${body}`)),
      fc.constantFrom(attacker.deviceId, LEARNER).map((id) => {
        const other = id.replace(/.$/, '9');
        const changed = id === LEARNER ? { ...known, learnerId: other } : { ...known, deviceId: other };
        return summed(`${start}.${writeHead(changed)}.${body}`);
      }),
      fc.constantFrom(...nonsense),
      fc.integer({ min: 2, max: 999_999 }).map((version) => summed(`hornbook${version}.${head}.${body}`)),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 100 }).map((text) => summed(`hornbook1.${text}`)),
    );
    const storage = newStorage(REPLICAS[1]);
    await takeIn(into(storage), rows.slice(0, 3));
    const before = JSON.stringify([contentOf(storage), storage.content().state]);
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(await open(text)).toBeNull();
      }),
      { seed: 20_260_101, numRuns: RUNS },
    );
    expect(JSON.stringify([contentOf(storage), storage.content().state])).toBe(before);
    expect((await open(whole))?.rows).toHaveLength(rows.length);
  });
});

describe('a series of pictures', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...'hornbook1.ABCXYZabcxyz0189-_'),
    minLength: 1,
    maxLength: 3_000,
  });

  test('[B1] gives the text again in whatever order and how often its pictures are seen, and others in between', () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat(1_000)), (text, chance) => {
        const frames = toFrames(text) ?? [];
        expect(frames.every((frame) => /^[0-9A-Z $%*+\-./:]+$/.test(frame))).toBe(true);
        let read: ReadFrames | null = null;
        const left = new Set(frames);
        while (left.size > 0) {
          const frame = frames[chance.next().value % frames.length] ?? '';
          left.delete(frame);
          read = addFrame(addFrame(read, 'https://example.org/'), frame);
          if (read && left.size > 0 && read.pieces.size < frames.length) expect(textOfFrames(read)).toBeNull();
        }
        expect(read && textOfFrames(read)).toBe(text);
      }),
      propertyRuns(100),
    );
  });

  test('[B1] a series that was tampered with is damaged, one too long for patience is none, and another one begins anew', () => {
    const frames = toFrames('a'.repeat(700)) ?? [];
    expect(frames).toHaveLength(3);
    const other = (toFrames('b'.repeat(700)) ?? []).map((frame) => frame.split('/').slice(2).join('/'));
    const mixed = frames.map((frame, index) =>
      index === 1 ? `${frame.split('/').slice(0, 2).join('/')}/${other[1]}` : frame,
    );
    const readAll = (all: string[]) => all.reduce<ReadFrames | null>(addFrame, null);
    expect(textOfFrames(readAll(mixed) as ReadFrames)).toBe('damaged');
    expect(toFrames('a'.repeat(240 * MAX_FRAMES + 1))).toBeNull();
    const begun = readAll([...frames.slice(0, 2), ...(toFrames('c'.repeat(700)) ?? []).slice(0, 1)]);
    expect(begun?.pieces.size).toBe(1);
  });
});
