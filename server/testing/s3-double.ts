import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const hex = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const KEPT_SKEW_MS = 15 * 60_000;
/** By RFC 3986: what AWS leaves as it is, and nothing else. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

interface DoubleOptions {
  accessKeyId?: string;
  secretAccessKey?: string;
  region?: string;
  bucket?: string;
  now?: () => number;
  /** How many entries a list has before it says that there are more. */
  pageSize?: number;
}

/**
 * Storage that speaks S3 as far as Hornbook needs it, in memory. It takes nothing on trust: signatures (SigV4) in headers
 * and in addresses are computed anew from the request as it arrived, with their dates, and bodies are hashed.
 */
export async function startS3Double({
  accessKeyId = 'HORNBOOKTEST',
  secretAccessKey = 'a secret that only the test knows',
  region = 'us-east-1',
  bucket = 'hornbook',
  now = Date.now,
  pageSize = 1000,
}: DoubleOptions = {}) {
  const objects = new Map<string, { bytes: Buffer; at: number }>();
  const refused: string[] = [];

  /** Why the request is not let in, or null. */
  const refusalOf = (request: IncomingMessage, url: URL, body: Buffer): string | null => {
    const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature');
    const header = (name: string) => String(request.headers[name] ?? '').trim();
    const inQuery = url.searchParams.has('X-Amz-Signature');
    const parts = inQuery
      ? {
          credential: url.searchParams.get('X-Amz-Credential') ?? '',
          signed: url.searchParams.get('X-Amz-SignedHeaders') ?? '',
          signature: url.searchParams.get('X-Amz-Signature') ?? '',
          date: url.searchParams.get('X-Amz-Date') ?? '',
        }
      : {
          credential: /Credential=([^,\s]+)/.exec(header('authorization'))?.[1] ?? '',
          signed: /SignedHeaders=([^,\s]+)/.exec(header('authorization'))?.[1] ?? '',
          signature: /Signature=([0-9a-f]+)/.exec(header('authorization'))?.[1] ?? '',
          date: header('x-amz-date'),
        };
    if (!parts.signature) return 'AccessDenied';
    const [key, day, place, service, end] = parts.credential.split('/');
    if (key !== accessKeyId) return 'InvalidAccessKeyId';
    if (place !== region || service !== 's3' || end !== 'aws4_request') return 'AuthorizationHeaderMalformed';
    const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parts.date) ?? [];
    const at = Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s));
    if (Number.isNaN(at) || parts.date.slice(0, 8) !== day) return 'AccessDenied';
    if (inQuery ? now() > at + Number(url.searchParams.get('X-Amz-Expires')) * 1000 : false) return 'AccessDenied';
    if (Math.abs(now() - at) > KEPT_SKEW_MS && !inQuery) return 'RequestTimeTooSkewed';

    const names = parts.signed.split(';');
    if (!names.includes('host')) return 'AccessDenied';
    const payload = inQuery ? 'UNSIGNED-PAYLOAD' : header('x-amz-content-sha256');
    const canonical = [
      request.method,
      url.pathname
        .split('/')
        .map((part) => encoded(decodeURIComponent(part)))
        .join('/'),
      query
        .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
        .sort()
        .join('&'),
      ...names.map((name) => `${name}:${header(name).replace(/\s+/g, ' ')}`),
      '',
      parts.signed,
      payload,
    ].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const text = `AWS4-HMAC-SHA256\n${parts.date}\n${scope}\n${hex(canonical)}`;
    const signing = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secretAccessKey}`, day ?? ''));
    const expected = hmac(signing, text);
    const given = Buffer.from(parts.signature, 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'SignatureDoesNotMatch';
    if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hex(body)) return 'XAmzContentSHA256Mismatch';
    return null;
  };

  const list = (prefix: string, token: string | null) => {
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    const from = token ? names.findIndex((name) => name > token) : 0;
    const page = from === -1 ? [] : names.slice(from, from + pageSize);
    const isTruncated = from !== -1 && from + pageSize < names.length;
    const entries = page.map((name) => {
      const { bytes, at } = objects.get(name) ?? { bytes: Buffer.alloc(0), at: 0 };
      return `<Contents><Key>${name}</Key><LastModified>${new Date(at).toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
    });
    const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`;
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // Cut off: nothing is kept.
    }
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://s3.invalid');
    const end = (status: number, text: string | Buffer = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-length': String(Buffer.byteLength(text)), ...headers }).end(text);
    const refusal = refusalOf(request, url, body);
    if (refusal) {
      refused.push(refusal);
      const status = refusal.startsWith('XAmz') ? 400 : 403;
      return void end(status, `<Error><Code>${refusal}</Code></Error>`);
    }
    const [, inBucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    if (inBucket !== bucket) return void end(404, '<Error><Code>NoSuchBucket</Code></Error>');
    const name = rest.join('/');
    if (name === '')
      return void end(200, list(url.searchParams.get('prefix') ?? '', url.searchParams.get('continuation-token')));
    if (request.method === 'PUT') {
      objects.set(name, { bytes: body, at: now() });
      return void end(200);
    }
    if (request.method === 'DELETE') {
      objects.delete(name);
      return void response.writeHead(204).end();
    }
    const found = objects.get(name);
    if (!found) return void end(404, request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
    if (request.method === 'HEAD')
      return void response.writeHead(200, { 'content-length': String(found.bytes.length) }).end();
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (first === undefined) return void end(200, found.bytes);
    end(206, found.bytes.subarray(Number(first), Number(last) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    settings: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ bucket, region, accessKeyId, secretAccessKey, pathStyle: true },
    },
    /** By name, as they came. */
    objects,
    /** Codes of what was not let in. */
    refused,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
