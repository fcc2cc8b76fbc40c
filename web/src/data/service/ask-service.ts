import { LEARNER_HEADER, PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { askedAbout } from './learner-scope.ts';

/** No answer from the service: none at all, one that broke off, or one from somebody in between. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  /** A reply came, but not from the service: typically the sign-in page of a Wi-Fi network. */
  readonly fromStranger: boolean;
  constructor(message: string, { fromStranger = false } = {}) {
    super(message);
    this.fromStranger = fromStranger;
  }
}

export interface AskOptions extends Omit<RequestInit, 'signal' | 'redirect'> {
  signal?: AbortSignal | null;
  /** How long the first byte may take. */
  answerWithinMs?: number;
  /** How long nothing may come while the body is under way. */
  progressWithinMs?: number;
  /** Bytes so far, while the body comes. */
  onProgress?: (receivedBytes: number) => void;
  /** Takes the body piece by piece as it comes; the answer is then given without it. The next piece waits for it. */
  onPiece?: (piece: Uint8Array<ArrayBuffer>, answer: Response) => void | Promise<void>;
  /** Answers of /auth and /sync carry the protocol's header; published files are known by their hash instead. */
  marked?: boolean;
  /** Whether the body is JSON; files are bytes, proven by their hash. */
  json?: boolean;
}

const PATIENCE_MS = 15_000;

/**
 * fetch for the service: gives the whole answer or throws Unreachable. It judges links by progress, not by the clock, so
 * that a slow one is slow and a dead one is noticed. Nothing that isn't the service's own word gets through: captive
 * portals answer 200 with HTML, or redirect.
 */
export const askService = async (url: string | URL, options: AskOptions = {}): Promise<Response> => {
  const {
    signal,
    answerWithinMs = PATIENCE_MS,
    progressWithinMs = PATIENCE_MS,
    onProgress,
    onPiece,
    marked = true,
    json = marked,
    ...init
  } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expectWithin = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Unreachable('nothing came for too long')), ms);
  };
  try {
    expectWithin(answerWithinMs);
    const response = await fetch(url, {
      credentials: 'same-origin',
      ...init,
      ...(marked && init.credentials !== 'omit' && { headers: withLearner(init.headers) }),
      redirect: 'error',
      signal: controller.signal,
    });
    if (marked && response.headers.get(PROTOCOL_HEADER) !== String(PROTOCOL)) {
      controller.abort();
      throw new Unreachable('the answer is not from the service', { fromStranger: response.status < 500 });
    }
    const alive = () => expectWithin(progressWithinMs);
    const body = await readAll(response, alive, onProgress, onPiece);
    if (json && body.length > 0 && !response.headers.get('content-type')?.includes('json')) {
      throw new Unreachable('the answer is not JSON', { fromStranger: true });
    }
    const { status, statusText, headers } = response;
    const empty = status === 204 || status === 205 || status === 304;
    return new Response(empty ? null : body, { status, statusText, headers });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof Unreachable) throw error;
    if (controller.signal.reason instanceof Unreachable) throw controller.signal.reason;
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
};

/** A session of another learner, who used the browser before or uses it by now, is then as good as none. */
export const withLearner = (given: HeadersInit = {}): HeadersInit => {
  const about = askedAbout();
  if (about === null) return given;
  const headers = new Headers(given);
  headers.set(LEARNER_HEADER, about);
  return headers;
};

const readAll = async (
  response: Response,
  alive: () => void,
  onProgress?: (receivedBytes: number) => void,
  onPiece?: AskOptions['onPiece'],
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    alive();
    const { done, value } = await reader.read();
    if (done) break;
    if (onPiece) {
      await onPiece(value, response);
      continue;
    }
    chunks.push(value);
    length += value.length;
    onProgress?.(length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};

/** Milliseconds of a Retry-After header in seconds or as a date; null without one. */
export const retryAfterMs = (response: Response, now: number): number | null => {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 3_600_000) : null;
};
