/// <reference lib="webworker" />

import { clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { createPartialResponse } from 'workbox-range-requests';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { answerShared } from './data/arrivals/take-shared.ts';
import { answerBlob } from './data/blobs/answer-blob.ts';
import { notePlayed } from './data/downloads/note-played.ts';
import { isDirect } from './data/service/direct.ts';
import { DOWNLOADS_TAG, OUTBOX_TAG } from './sync/background-sync.ts';
import { downloadInWorker } from './sync/download-in-worker.ts';
import { flushInWorker } from './sync/flush-in-worker.ts';
import { type SubscriptionChange, tellNewAddress } from './sync/tell-new-address.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | { url: string; revision: string | null })[] };

/** Answered by the service alone: a stored copy would be somebody's rows, or stale. */
const served = [
  /^\/sync(\/|$)/,
  /^\/auth(\/|$)/,
  /^\/packs(\/|$)/,
  /^\/blobs(\/|$)/,
  /^\/queries(\/|$)/,
  /^\/badges(\/|$)/,
  /^\/health$/,
  /^\/metrics$/,
];

/**
 * Ends when a newer version asks for this one's place. A browser hands the place over only once nothing is under way in the
 * old version, and would wait for minutes: what it does by itself stops then, and is gone on with by whoever comes next.
 */
const replaced = new AbortController();

const typeOf = ({ headers }: Response): string => headers.get('content-type') ?? '';

/** A captive portal says 200 to every address and sends its own page: kept under a script's name, that would end the app. */
const isOurs = async ({ url }: Request, response: Response): Promise<boolean> => {
  const isPage = typeOf(response).startsWith('text/html');
  if (!response.ok || isPage !== new URL(url).pathname.endsWith('.html')) return false;
  return !isPage || (await response.clone().text()).includes('<div id="app">');
};

// One file that is refused lets the whole installation fail; the browser tries again with the next visit.
const onlyOurs: WorkboxPlugin = {
  cacheWillUpdate: async ({ request, response }) => ((await isOurs(request, response)) ? response : null),
};
addPlugins([onlyOurs]);
const built = self.__WB_MANIFEST.map((entry) => (typeof entry === 'string' ? { url: entry, revision: null } : entry));
const isOfDesk = (path: string): boolean => /^\/?assets\/desk-[^/]*\.(js|css|wasm)$/.test(path);
/** What reads an Anki package: SQLite, which the desk reads with as well, and the worker for a learner's history. */
const isReader = (path: string): boolean =>
  /^\/?assets\/(anki-history-worker-[^/]*\.js|desk-sql-wasm[^/]*\.wasm)$/.test(path);
// `/` is a page like any other, answered below.
precacheAndRoute(
  built.filter(({ url }) => !isOfDesk(url) && !isReader(url)),
  { directoryIndex: '' },
);
cleanupOutdatedCaches();

/** The typefaces, which a first visit does without: the page only hears of them from its scripts, and would wait for them. */
const faces = built.flatMap(({ url }) => {
  const path = new URL(url, self.location.origin).pathname;
  if (/^\/assets\/fonts-[^/]*\.css$/.test(path)) return [`<${path}>; rel=preload; as=style; crossorigin`];
  if (path.endsWith('.woff2')) return [`<${path}>; rel=preload; as=font; type="font/woff2"; crossorigin`];
  return [];
});
const index = createHandlerBoundToURL('/index.html');
registerRoute(
  new NavigationRoute(
    async (options) => {
      const stored = await index(options);
      const headers = new Headers(stored.headers);
      headers.append('link', faces.join(', '));
      return new Response(stored.body, { status: stored.status, headers });
    },
    { denylist: served },
  ),
);

// What another app sends: kept before anything else happens, with or without a network, a learner or a new version.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/share',
  ({ request }) => answerShared(request),
  'POST',
);

/** Covers and figures seen once, a bounded number: not a download, only a courtesy. What is no picture is a portal's page. */
const pictures = new CacheFirst({
  cacheName: 'hornbook-pictures',
  plugins: [
    { cacheWillUpdate: async ({ response }) => (isPicture(response) ? response : null) },
    new ExpirationPlugin({ maxEntries: 60, purgeOnQuotaError: true }),
  ],
});
const isPicture = (response: Response): boolean => response.ok && typeOf(response).startsWith('image/');

// A picture of a lesson: from the download, else from the network. Named by its hash, so a stored one is never stale.
registerRoute(
  ({ url, sameOrigin, request }) => sameOrigin && /^\/packs\/[0-9a-f]{64}$/.test(url.pathname) && !isDirect(request),
  // Downloads put verified files into a cache of their own; whichever has the file has the right one.
  async ({ request, url, event }) => {
    const stored = await caches.match(url.pathname);
    // Players seek by asking for a stretch of bytes: with the whole file in its place they would stay at the beginning.
    if (stored) return request.headers.has('range') ? createPartialResponse(request, stored) : stored;
    if (request.destination === 'image') return pictures.handle({ request, event });
    if (request.destination === 'audio' || request.destination === 'video') notePlayed(url.href);
    return fetch(request);
  },
);

// A learner's file: from this device where it is here, with the part a player asks for; else from the service.
registerRoute(
  ({ url, sameOrigin, request }) => sameOrigin && /^\/blobs\/[0-9a-f]{64}$/.test(url.pathname) && !isDirect(request),
  ({ request, url }) => answerBlob(request, url.pathname),
);

// The author's desk: nobody loads it but authors, and once one has begun to, all of it is kept here, with each new version.
const DESK = 'hornbook-desk';
const deskFiles = built.flatMap(({ url }) => (isOfDesk(url) ? [new URL(url, self.location.origin).pathname] : []));
const deskScripts = new CacheFirst({ cacheName: DESK, plugins: [onlyOurs] });
const keepDesk = async (event: ExtendableEvent): Promise<void> => {
  await Promise.allSettled(deskFiles.map((path) => deskScripts.handle({ request: new Request(path), event })));
};
// Whoever has once opened where a history is brought keeps its reader, and nothing else of the desk.
const READERS = 'hornbook-readers';
const readerFiles = built.flatMap(({ url }) => (isReader(url) ? [new URL(url, self.location.origin).pathname] : []));
const readers = new CacheFirst({ cacheName: READERS, plugins: [onlyOurs] });
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isReader(url.pathname),
  async ({ request, url, event }) => (await caches.match(url.pathname)) ?? readers.handle({ request, event }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isOfDesk(url.pathname),
  async ({ request, event }) => {
    const isFirst = !(await caches.has(DESK));
    const response = await deskScripts.handle({ request, event });
    if (isFirst) event.waitUntil(keepDesk(event));
    return response;
  },
);
self.addEventListener('install', (event) => {
  const keep = async () => {
    if (await caches.has(DESK)) await keepDesk(event);
  };
  event.waitUntil(keep());
});
self.addEventListener('activate', (event) => {
  const tidy = async (cacheName: string, files: readonly string[]) => {
    if (!(await caches.has(cacheName))) return;
    const kept = await caches.open(cacheName);
    for (const { url } of await kept.keys()) if (!files.includes(new URL(url).pathname)) await kept.delete(url);
  };
  event.waitUntil(Promise.all([tidy(DESK, deskFiles), tidy(READERS, readerFiles)]));
});

// Python, where it was asked for: a download, kept apart from the app.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/assets\/(pyodide|python)/.test(url.pathname),
  async ({ request, url }) => (await (await caches.open('hornbook-python')).match(url.pathname)) ?? fetch(request),
);

// Where the browser has Background Sync: sends what waits and goes on with downloads when the network is back, even with no tab open.
self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
  if (tag === OUTBOX_TAG) waitUntil.call(event, flushInWorker(replaced.signal));
  if (tag === DOWNLOADS_TAG) waitUntil.call(event, downloadInWorker(replaced.signal));
});

// The one reminder a day, for who asked for it. Its words come with it: a worker has no catalogue of words.
self.addEventListener('push', (event) => {
  const { title = 'Hornbook', body = '', lang } = event.data?.json() ?? {};
  const icon = '/icons/icon-192.png';
  event.waitUntil(self.registration.showNotification(title, { body, lang, icon, badge: icon, tag: 'reminder' }));
});

// The browser has given this device another address: the service is told, or it would speak to nobody from now on.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription, newSubscription, waitUntil } = event as ExtendableEvent & SubscriptionChange;
  waitUntil.call(event, tellNewAddress(self.registration.pushManager, oldSubscription, newSubscription));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const open = async () => {
    const [first] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    await (first ? first.focus() : self.clients.openWindow('/'));
  };
  event.waitUntil(open());
});

// Only when the learner has said so: never in the middle of a lesson.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') {
    const { active, waiting } = self.registration;
    if (waiting) active?.postMessage({ type: 'MAKE_WAY' });
    void self.skipWaiting();
  }
  if (data?.type === 'MAKE_WAY') replaced.abort(new Error('a newer version takes over'));
});
clientsClaim();
