import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3Double } from '../testing/s3-double.ts';
import { type BlobStore, contentOf, WrongBytes } from './blob-store.ts';
import { diskStore } from './disk-store.ts';
import { s3Store } from './s3-store.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array> | null): Promise<Buffer | null> =>
  stream && Buffer.from(await new Response(stream).arrayBuffer());

interface Opened {
  store: BlobStore;
  close: () => Promise<void>;
}

/** What every store promises, whoever keeps the bytes. */
const contract = (title: string, open: () => Promise<Opened>) =>
  describe(title, () => {
    let opened: Opened;
    let store: BlobStore;
    // Of this run alone: a real service may hold what others left.
    const own = `test-${randomUUID()}`;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(async () => {
      for await (const { name } of store.list(`${own}/`)) await store.delete(name);
      await opened.close();
    });
    const put = async (name: string, bytes: Uint8Array) => store.put(`${own}/${name}`, contentOf(bytes));
    const names = async (prefix: string) => {
      const found: string[] = [];
      for await (const { name } of store.list(prefix)) found.push(name.slice(own.length + 1));
      return found.sort();
    };

    test('gives back what was put, whole and by ranges, and says how large it is', async () => {
      const bytes = randomBytes(300_000);
      await put('whole', bytes);
      const expectSame = (given: Buffer | null, same: Buffer) => expect(given?.equals(same)).toBe(true);
      expectSame(await bytesOf(await store.get(`${own}/whole`)), bytes);
      expect(await store.head(`${own}/whole`)).toEqual({ sizeBytes: 300_000 });
      for (const [first, last] of [
        [0, 0],
        [299_999, 299_999],
        [100, 200_000],
        [0, 299_999],
      ] as const)
        expectSame(await bytesOf(await store.get(`${own}/whole`, { first, last })), bytes.subarray(first, last + 1));
    });

    test('has nothing where nothing was put, and deletes it as well', async () => {
      expect(await store.get(`${own}/nothing`)).toBeNull();
      expect(await store.get(`${own}/nothing`, { first: 0, last: 5 })).toBeNull();
      expect(await store.head(`${own}/nothing`)).toBeNull();
      await store.delete(`${own}/nothing`);
    });

    test('puts anew over what was there, and deletes', async () => {
      await put('again', Buffer.from('one'));
      await put('again', Buffer.from('another'));
      expect((await bytesOf(await store.get(`${own}/again`)))?.toString()).toBe('another');
      await store.delete(`${own}/again`);
      expect(await store.head(`${own}/again`)).toBeNull();
    });

    test('keeps nothing of bytes that are not what they were announced as, in size or in hash', async () => {
      const announced = contentOf(Buffer.from('announced'));
      const sent = (text: string) => ({ ...announced, bytes: contentOf(Buffer.from(text)).bytes });
      for (const text of ['anOunced!', 'announce', 'announced, and more'])
        await expect(store.put(`${own}/wrong`, sent(text)), text).rejects.toThrow(WrongBytes);
      expect(await store.get(`${own}/wrong`)).toBeNull();
      await put('right', Buffer.from('right'));
      await expect(store.put(`${own}/right`, sent('anOunced!'))).rejects.toThrow(WrongBytes);
      expect((await bytesOf(await store.get(`${own}/right`)))?.toString()).toBe('right');
    });

    test('keeps nothing of what broke off', async () => {
      const broken = {
        ...contentOf(Buffer.alloc(200_000)),
        bytes: (async function* () {
          yield Buffer.alloc(100_000);
          throw new Error('the cable');
        })(),
      };
      await expect(store.put(`${own}/broken`, broken)).rejects.toThrow();
      expect(await store.head(`${own}/broken`)).toBeNull();
      expect(await names(`${own}/`)).not.toContain('broken');
    });

    test('lists what begins with a prefix, with sizes and times, also over several pages', async () => {
      for (const name of ['list/a/1', 'list/a/2', 'list/b', 'list/c', 'listed']) await put(name, Buffer.from(name));
      expect(await names(`${own}/list/`)).toEqual(['list/a/1', 'list/a/2', 'list/b', 'list/c']);
      expect(await names(`${own}/list/a/`)).toEqual(['list/a/1', 'list/a/2']);
      expect(await names(`${own}/no-such/`)).toEqual([]);
      for await (const { name, sizeBytes, modifiedAt } of store.list(`${own}/list/`)) {
        expect(sizeBytes).toBe(name.length - own.length - 1);
        expect(Math.abs(modifiedAt - Date.now())).toBeLessThan(120_000);
      }
    });

    test('takes no name that leads elsewhere', async () => {
      for (const name of [
        '../evil',
        '/etc/passwd',
        'a/../../b',
        'a//b',
        '',
        'a/',
        '.unfinished/x',
        'A',
        'a\\b',
        'a\0b',
        'a%2f..',
      ])
        for (const act of [
          () => store.put(name, contentOf(Buffer.from('x'))),
          () => store.get(name),
          () => store.head(name),
          () => store.delete(name),
          () => store.presign(name, 60),
        ])
          await expect(act(), JSON.stringify(name)).rejects.toThrow('no name');
      await expect(names('../')).rejects.toThrow('no name');
    });

    test('an address that was signed gives the bytes to whoever has it, or there is none', async () => {
      const bytes = randomBytes(1000);
      await put('signed', bytes);
      const url = await store.presign(`${own}/signed`, 60);
      if (url === null) return;
      const range = await fetch(url, { headers: { range: 'bytes=10-19' } });
      expect(Buffer.from(await range.arrayBuffer())).toEqual(bytes.subarray(10, 20));
      expect((await fetch(url.replace('signed', 'whole'))).status).toBe(403);
      expect((await fetch(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=9999'))).status).toBe(403);
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    });
  });

contract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hornbook-blobs-'));
  return {
    store: diskStore(join(folder, 'made-when-needed')),
    close: async () => {
      // Nothing half written is left.
      expect(await readdir(join(folder, 'made-when-needed', '.unfinished'))).toEqual([]);
      await rm(folder, { recursive: true });
    },
  };
});

contract('storage that speaks S3', async () => {
  const double = await startS3Double({ pageSize: 3 });
  return { store: s3Store(double.settings), close: double.stop };
});

// http://key:secret@host:port/bucket, and the region behind #.
const real = process.env.S3_TEST_ENDPOINT && new URL(process.env.S3_TEST_ENDPOINT);
if (real)
  contract('a real service', async () => ({
    store: s3Store({
      endpoint: real.origin,
      bucket: real.pathname.replaceAll('/', ''),
      region: real.hash.slice(1) || 'us-east-1',
      accessKeyId: decodeURIComponent(real.username),
      secretAccessKey: decodeURIComponent(real.password),
      pathStyle: true,
    }),
    close: async () => {},
  }));

describe('what is signed for S3', () => {
  test('is refused by another secret, key, region or day, and without a signature', async () => {
    let now = Date.now();
    const double = await startS3Double({ now: () => now });
    const { settings } = double;
    await s3Store(settings).put('a/b', contentOf(Buffer.from('secret')));
    for (const change of [{ secretAccessKey: 'wrong' }, { accessKeyId: 'WRONG' }, { region: 'eu-west-1' }]) {
      const store = s3Store({ ...settings, ...change });
      await expect(store.get('a/b')).rejects.toThrow('403');
      await expect(store.put('a/c', contentOf(Buffer.from('x')))).rejects.toThrow('403');
      await expect(store.delete('a/b')).rejects.toThrow('403');
      await expect(store.head('a/b')).rejects.toThrow('403');
    }
    expect((await fetch(`${settings.endpoint}/hornbook/a/b`)).status).toBe(403);
    expect(double.refused).toContain('SignatureDoesNotMatch');
    const url = (await s3Store(settings).presign('a/b', 60)) ?? '';
    expect((await fetch(url)).status).toBe(200);
    now += 61_000;
    expect((await fetch(url)).status).toBe(403);
    now += 3_600_000;
    await expect(s3Store(settings).get('a/b')).rejects.toThrow('RequestTimeTooSkewed');
    expect([...double.objects.keys()]).toEqual(['a/b']);
    await double.stop();
  });

  test('holds the body to the hash that was signed', async () => {
    const double = await startS3Double();
    const { AwsClient } = await import('aws4fetch');
    const { endpoint, accessKeyId, secretAccessKey, region } = double.settings;
    const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
    const url = `${endpoint}/hornbook/a`;
    const sha256 = createHash('sha256').update('what was signed').digest('hex');
    const signed = await client.sign(url, { method: 'PUT', headers: { 'x-amz-content-sha256': sha256 } });
    const put = (body: string) => fetch(signed.url, { method: 'PUT', headers: signed.headers, body });
    expect((await put('what was sent!!')).status).toBe(400);
    expect((await put('what was signed')).status).toBe(200);
    expect([...double.objects.values()].map(({ bytes }) => bytes.toString())).toEqual(['what was signed']);
    await double.stop();
  });

  test('storage that is away, or answers something else, is an error and never an absence', async () => {
    const double = await startS3Double();
    const store = s3Store({ ...double.settings, bucket: 'no-such' });
    await expect(store.put('a', contentOf(Buffer.from('x')))).rejects.toThrow('NoSuchBucket');
    await expect(store.get('a')).rejects.toThrow('NoSuchBucket');
    await double.stop();
    await expect(store.get('a')).rejects.toThrow();
    await expect(store.head('a')).rejects.toThrow();
  });
});
