import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Hono } from 'hono';
import type { Services } from '../services.ts';
import { compressed } from './compressed.ts';
import { writeFirstView } from './first-view.ts';
import { pageOpening } from './page-opening.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.map': 'application/json; charset=utf-8',
};

interface WebFile {
  bytes: Buffer;
  type: string;
  etag: string;
  cacheControl: string;
  /** The same bytes compressed when the app was built, best first. */
  encoded: { encoding: 'br' | 'gzip'; bytes: Buffer }[];
}

/**
 * The built web app: a few megabytes, read once, so no path a browser sends ever reaches the disk. Names with a content
 * hash may be kept for ever; the page, the service worker and the manifest are asked for anew each time.
 */
export function webRoute({ database, webFolder }: Pick<Services, 'database' | 'webFolder'>): Hono {
  const files = readFiles(webFolder);
  const openingOf = pageOpening({ database, webFolder });
  const app = new Hono();
  // The share sheet's form is for the device. It comes here only where the browser has lost the app's service worker: what
  // was sent can't be kept then, and the page says so.
  app.post('/share', (c) => c.redirect('/me/arrivals?not=not-kept', 303));
  return app.on(['GET', 'HEAD'], '*', async (c) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    // A path of the app, such as /learn, is the page itself; a file that is not there is not.
    const file = files.get(path) ?? (extname(path) === '' ? files.get('/index.html') : undefined);
    if (!file && files.size === 0)
      return c.text('The web app is not built. Run "npm start", or "npm run dev" while working on it.', 503);
    if (!file) return c.text('There is no such file.', 404);

    const accepted = c.req.header('accept-encoding') ?? '';
    const isPage = file.type === TYPES['.html'];
    const { links, view } = isPage ? await openingOf(c.req.path, c.req.header('accept-language')) : {};
    const written = view && writeFirstView(file.bytes.toString(), view);
    const etag = written === undefined ? file.etag : etagOf(written);
    const headers: Record<string, string> = { etag, 'cache-control': file.cacheControl };
    if (isPage) headers.vary = 'Accept-Encoding, Accept-Language';
    else if (file.encoded.length > 0) headers.vary = 'Accept-Encoding';
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
    headers['content-type'] = file.type;
    if (links) headers.link = links;
    if (written !== undefined) {
      const { bytes, headers: encoded } = await compressed(written, accepted);
      return c.body(bytes, 200, { ...encoded, ...headers });
    }
    const chosen = file.encoded.find(({ encoding }) => accepted.includes(encoding));
    if (chosen) headers['content-encoding'] = chosen.encoding;
    return c.body(new Uint8Array(chosen?.bytes ?? file.bytes), 200, headers);
  });
}

const etagOf = (content: Buffer | string): string =>
  `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;

function readFiles(folder: string): Map<string, WebFile> {
  const files = new Map<string, WebFile>();
  for (const path of listFiles(folder)) {
    const extension = extname(path);
    if (extension === '.br' || extension === '.gz') continue;
    const bytes = readFileSync(path);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(name, {
      bytes,
      type: TYPES[extension] ?? 'application/octet-stream',
      etag: etagOf(bytes),
      cacheControl: name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      encoded: [
        { encoding: 'br' as const, bytes: readIfThere(`${path}.br`) },
        { encoding: 'gzip' as const, bytes: readIfThere(`${path}.gz`) },
      ].filter((variant): variant is { encoding: 'br' | 'gzip'; bytes: Buffer } => variant.bytes !== null),
    });
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
