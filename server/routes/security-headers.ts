import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';

/** Only our own origin, and nothing written into the page may run. Inline style attributes are what MathML and figures need. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  // HTML and script addresses are made by one reviewed function of the web app, and by nothing else.
  "require-trusted-types-for 'script'",
  'trusted-types hornbook-pack',
].join('; ');

/** Answers of the service are data: should a browser ever show one as a page, nothing in it may load or run. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Workers in which learners' programs run and strangers' files are read: they are handed all they need, and may fetch and import nothing. */
const SANDBOX_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'";

const SANDBOX_PATH = /^\/assets\/(javascript|python|desk-import|anki-history)-worker-[\w-]+\.js$/;

const DATA_PATH = /^\/(auth|sync|packs|blobs|badges|health|metrics)(\/|$)/;

const policyFor = (path: string): string =>
  SANDBOX_PATH.test(path) ? SANDBOX_POLICY : DATA_PATH.test(path) ? DATA_POLICY : PAGE_POLICY;

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'microphone=(self), camera=(self), screen-wake-lock=(self), autoplay=(self), geolocation=(), display-capture=(), ' +
    'payment=(), usb=(), serial=(), hid=(), browsing-topics=(), accelerometer=(), gyroscope=(), magnetometer=()',
};

/** Headers of every answer. A route that sets its own cache-control keeps it. */
export const securityHeaders = ({ publicUrl }: Pick<Env, 'publicUrl'>): MiddlewareHandler => {
  const fixed = Object.entries(EVERYWHERE);
  // Promising https for two years from a plain http address would lock learners out of it.
  if (publicUrl?.startsWith('https:')) fixed.push(['strict-transport-security', 'max-age=63072000; includeSubDomains']);
  return async (c, next) => {
    await next();
    const data = DATA_PATH.test(c.req.path);
    const { headers } = c.res;
    for (const [name, value] of fixed) headers.set(name, value);
    headers.set('content-security-policy', policyFor(c.req.path));
    if (data && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
    if (data && !headers.has('vary')) headers.set('vary', 'Cookie, Origin');
  };
};
