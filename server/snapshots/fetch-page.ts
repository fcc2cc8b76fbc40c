import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPublicAddress } from './public-address.ts';

/** What a learner's link leads to, or why it is not read: `refused` for good, `unreachable` for now. */
export type FetchedPage =
  | { kind: 'page'; url: string; contentType: string; bytes: Buffer }
  | { kind: 'refused'; why: string }
  | { kind: 'unreachable'; why: string };

export interface FetchRules {
  /** All addresses of a host name, asked once a hop; what is connected to is one of them. */
  resolve?: (hostname: string) => Promise<string[]>;
  isAllowed?: (address: string) => boolean;
  ports?: readonly number[];
  mostBytes?: number;
  mostMs?: number;
  mostRedirects?: number;
}

const PATIENCE_MS = 10_000;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

class Refused extends Error {
  override name = 'Refused';
}

const resolveAll = async (hostname: string): Promise<string[]> =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Reads a page of the public web for a learner who gave its address, as nobody in particular: no cookies, no referrer. The
 * name is resolved once, every address it has must be public, and the connection goes to that very address, so that a
 * name that says something else the next moment changes nothing. Each redirect begins anew, under the same rules; time and
 * bytes, as sent and unpacked, are bounded in all.
 */
export async function fetchPage(address: string, rules: FetchRules = {}): Promise<FetchedPage> {
  const { mostMs = PATIENCE_MS, mostRedirects = MOST_REDIRECTS } = rules;
  const patience = AbortSignal.timeout(mostMs);
  try {
    let url = address;
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const asked = await ask(url, rules, patience);
      if (asked.kind === 'page') return asked;
      url = asked.to;
    }
    return { kind: 'refused', why: 'too many redirects' };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.message };
    return { kind: 'unreachable', why: error instanceof Error ? error.message : String(error) };
  }
}

type Asked = Extract<FetchedPage, { kind: 'page' }> | { kind: 'redirect'; to: string };

const ask = async (address: string, rules: FetchRules, patience: AbortSignal): Promise<Asked> => {
  const { resolve = resolveAll, isAllowed = isPublicAddress, ports = [80, 443] } = rules;
  const url = readUrl(address);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!ports.includes(port)) throw new Refused(`port ${port}`);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(hostname) ? [hostname] : await withPatience(resolve(hostname), patience);
  if (found.length === 0) throw new Error('the name has no address');
  if (!found.every((one) => isIP(one) !== 0 && isAllowed(one))) throw new Refused('not a public address');
  const pinned = found[0] as string;
  const response = await open(url, pinned, patience);
  try {
    if (REDIRECTS.has(response.statusCode ?? 0) && response.headers.location)
      return { kind: 'redirect', to: new URL(response.headers.location, url).href };
    if (response.statusCode !== 200) throw statusError(response.statusCode ?? 0);
    const bytes = await readBody(response, rules.mostBytes ?? MOST_BYTES);
    return { kind: 'page', url: url.href, contentType: response.headers['content-type'] ?? '', bytes };
  } finally {
    response.destroy();
  }
};

/** The address in the one form that is checked and used: numbers of any base have become an ordinary address by now. */
const readUrl = (address: string): URL => {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Refused('not an address of the web');
  if (url.username || url.password) throw new Refused('a name and password in the address');
  url.hash = '';
  return url;
};

/** What a page answers for good, or for now. */
const statusError = (status: number): Error =>
  status >= 500 || status === 429 || status === 408 ? new Error(`status ${status}`) : new Refused(`status ${status}`);

const withPatience = <T>(work: Promise<T>, patience: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const late = () => reject(new Error('too slow'));
    if (patience.aborted) late();
    patience.addEventListener('abort', late, { once: true });
    work.then(resolve, reject);
  });

const open = (url: URL, pinned: string, patience: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const family = isIP(pinned);
    const toPinned: LookupFunction = (_, options, answer) =>
      options.all ? answer(null, [{ address: pinned, family }]) : answer(null, pinned, family);
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      // A connection of its own: one that was kept could lead to another address.
      agent: false,
      lookup: toPinned,
      signal: patience,
      headers: {
        accept: 'text/html,application/xhtml+xml,text/plain;q=0.9',
        'accept-encoding': 'gzip, br',
        'user-agent': 'Mozilla/5.0 (compatible; Hornbook)',
      },
    });
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        if (sameAddress(socket.remoteAddress, pinned)) return;
        request.destroy(new Refused('connected elsewhere'));
      }),
    );
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });

const sameAddress = (one: string | undefined, other: string): boolean => {
  const plain = (address = '') => (isIP(address) === 6 ? new URL(`http://[${address}]`).hostname : address);
  return plain(one) === plain(other);
};

const readBody = async (response: IncomingMessage, mostBytes: number): Promise<Buffer> => {
  const tooLarge = () => new Refused('too large');
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) throw tooLarge();
  let sent = 0;
  response.on('data', (chunk: Buffer) => {
    sent += chunk.length;
    if (sent > mostBytes) response.destroy(tooLarge());
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked(response)) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

const unpacked = (response: IncomingMessage): Readable => {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return response;
  const unpack = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }[
    encoding
  ];
  if (!unpack) throw new Refused('an encoding nobody asked for');
  const stream = unpack();
  response.on('error', (error) => stream.destroy(error));
  return response.pipe(stream);
};
