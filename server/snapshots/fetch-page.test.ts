import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FetchRules, fetchPage } from './fetch-page.ts';
import { isPublicAddress } from './public-address.ts';

let hits: string[] = [];
let respond: RequestListener = (_, response) => void response.end();
const server = createServer((request, response) => {
  hits.push(`${request.headers.host}${request.url}`);
  respond(request, response);
});
let port = 0;
beforeAll(async () => {
  // On every address of this machine, IPv6 too where there is any.
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** This machine, its networks and its cloud, written in every way that leads there. */
const INSIDE = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7f.1',
    '0177.0.0.1',
  ],
  ...[
    '0177.1',
    '017700000001',
    '0x7F.0x0.0x0.0x1',
    '00000177.0.0.1',
    '127.0.0.1.',
    '127。0。0。1',
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
  ],
  ...[
    '%31%32%37.0.0.1',
    '0',
    '0.0.0.0',
    '0x0',
    '00',
    '0.0.0.1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ｌocalhost',
    'loc%61lhost',
  ],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::0001]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
  ],
  ...[
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fec0::1]',
    '[ff02::1]',
    '[100::1]',
  ],
  ...[
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '0xa9.254.0251.254',
    '169.254.43518',
    '[::ffff:a9fe:a9fe]',
  ],
  ...[
    '10.0.0.1',
    '167772161',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.1',
    '0300.0250.0.1',
    '100.64.0.1',
    '198.18.0.1',
  ],
  ...[
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ],
];
/** Names, and what stands for them here. */
const NAMES: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  intranet: ['10.1.2.3'],
  'one-of-both.example': ['93.184.216.34', '127.0.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'scoped.example': ['fe80::1%lo'],
  'nonsense.example': ['not an address'],
  'here.example': ['127.0.0.1'],
};
const resolve = async (name: string) => NAMES[name] ?? [];
const rules = (): FetchRules => ({ resolve, ports: [port, 80, 443], mostMs: 1_500 });
/** As if this machine were the public internet: for what happens after that. */
const here = (more: FetchRules = {}): FetchRules => ({
  ...rules(),
  mostMs: 5_000,
  isAllowed: (a) => a === '127.0.0.1',
  ...more,
});
const at = (path: string, host = 'here.example') => `http://${host}:${port}${path}`;

describe('a learner’s link', () => {
  test('reaches nothing inside, in whatever way it is written: not one hit', async () => {
    hits = [];
    const addresses = [...INSIDE, ...Object.keys(NAMES).filter((name) => name !== 'here.example')];
    expect(INSIDE.length).toBeGreaterThan(60);
    for (const host of addresses) {
      const page = await fetchPage(`http://${host}:${port}/latest/meta-data`, rules());
      expect([host, page.kind]).toEqual([host, 'refused']);
    }
    expect(hits).toEqual([]);
  });

  test('of another kind, with a password, or to another port is not followed', async () => {
    hits = [];
    for (const url of [
      ...[
        'file:///etc/passwd',
        'ftp://here.example/',
        'gopher://127.0.0.1:70/_x',
        'data:text/html,x',
        'javascript:alert(1)',
      ],
      ...['blob:http://here.example/x', 'http://', 'x', '', '//here.example/', `http://a:b@here.example:${port}/`],
      ...[
        `http://here.example:${port}@evil.example/`,
        'http://here.example:22/',
        'http://here.example:6379/',
        'jar:http://x!/',
      ],
    ])
      expect([url, (await fetchPage(url, here())).kind]).toEqual([url, 'refused']);
    expect(hits).toEqual([]);
  });

  test('whose name says something else the second time goes where it was checked, or nowhere', async () => {
    hits = [];
    let asked = 0;
    // Rebinding: public when it is checked, this machine from then on.
    const rebinding = async () => {
      asked += 1;
      return asked === 1 ? ['93.184.216.34'] : ['127.0.0.1'];
    };
    const page = await fetchPage(at('/latest', 'rebind.example'), { ...rules(), resolve: rebinding, mostMs: 800 });
    expect(page.kind).toBe('unreachable');
    expect([asked, hits]).toEqual([1, []]);
    expect((await fetchPage(at('/', 'rebind.example'), { ...rules(), resolve: rebinding })).kind).toBe('refused');
    expect(hits).toEqual([]);
  });

  test('is judged anew at each redirect', async () => {
    const to =
      (location: string): RequestListener =>
      (_, response) =>
        void response.writeHead(302, { location }).end();
    for (const inside of [
      ...[
        'http://127.0.0.2/',
        'http://localhost/',
        'http://169.254.169.254/latest/',
        'http://[::1]/',
        'file:///etc/passwd',
      ],
      ...[
        'http://2852039166/',
        'http://metadata.google.internal/',
        '//10.0.0.1/x',
        'http://a:b@here.example/',
        'http://0x7f.2/',
      ],
    ]) {
      hits = [];
      respond = to(inside);
      expect([inside, (await fetchPage(at('/'), here())).kind]).toEqual([inside, 'refused']);
      expect(hits).toHaveLength(1);
    }
    hits = [];
    respond = to('/again');
    expect(await fetchPage(at('/'), here())).toEqual({ kind: 'refused', why: 'too many redirects' });
    expect(hits).toHaveLength(4);
    respond = (request, response) =>
      request.url === '/' ? to('/page')(request, response) : void response.end('<p>here</p>');
    expect(await fetchPage(at('/'), here())).toMatchObject({ kind: 'page', url: at('/page') });
  });

  test('is read as it is sent, packed or not, as nobody in particular', async () => {
    let given: Record<string, unknown> = {};
    for (const [encoding, bytes] of [
      [null, Buffer.from('a page')],
      ['gzip', gzipSync('a page')],
      ['br', brotliCompressSync('a page')],
    ] as const) {
      respond = (request, response) => {
        given = request.headers;
        response
          .writeHead(200, { 'content-type': 'text/html', ...(encoding && { 'content-encoding': encoding }) })
          .end(bytes);
      };
      const page = await fetchPage(at('/#part'), here());
      expect(page).toMatchObject({ kind: 'page', url: at('/'), contentType: 'text/html' });
      expect(page.kind === 'page' && page.bytes.toString()).toBe('a page');
    }
    expect(Object.keys(given).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  test('that is endless, slow, a bomb, or no page ends in time, and in little', async () => {
    const refusals: [RequestListener, string][] = [
      [(_, response) => void response.writeHead(200, { 'content-length': '999999999' }).write('x'), 'refused'],
      [
        (_, response) => {
          const more = () => response.write(Buffer.alloc(65_536)) && setImmediate(more);
          response.on('drain', more).on('close', () => response.end());
          more();
        },
        'refused',
      ],
      [
        (_, response) =>
          void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
        'refused',
      ],
      [(_, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'), 'refused'],
      [(_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'), 'unreachable'],
      [(_, response) => void response.writeHead(200).write('a little, and never more'), 'unreachable'],
      [() => undefined, 'unreachable'],
      [(_, response) => void response.socket?.destroy(), 'unreachable'],
      [(_, response) => void response.writeHead(404).end(), 'refused'],
      [(_, response) => void response.writeHead(503).end(), 'unreachable'],
      [(_, response) => void response.writeHead(304).end(), 'refused'],
    ];
    for (const [listener, kind] of refusals) {
      respond = listener;
      const page = await fetchPage(at('/'), here({ mostMs: 1_000, mostBytes: 1_000_000 }));
      expect([kind, page.kind, listener.toString()]).toEqual([page.kind, kind, listener.toString()]);
    }
  });
});

test('what is public, and what is not', () => {
  for (const address of [
    '1.1.1.1',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  for (const address of ['2606:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888'])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  for (const address of ['', 'x', '1.2.3', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1', 'fe80::1%eth0', '4000::1', '1::1'])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
