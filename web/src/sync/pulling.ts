import type { Message, Offset, Row, ShapeStream } from '@electric-sql/client';
import type { FeedPosition } from '@hornbook/shared/sync/engine/apply-page.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { FeedPage, FeedRow } from '@hornbook/shared/sync/protocol.ts';
import { askService, Unreachable } from '../data/service/ask-service.ts';
import type { Contact, Report } from './report.ts';
import type { SessionOutcome } from './session.ts';

/** The server holds a live request for 20 s; the client gives it up at 45 s. */
const LIVE_ANSWER_MS = 50_000;
const RESTART_MS = { first: 1_000, longest: 60_000 };

export interface PullSurroundings {
  engine: Pick<Engine, 'position' | 'applyPage' | 'mustRefetch'>;
  url: string;
  /** Tells one learner's answers from another's in caches; who it is the session alone says. */
  scope: string;
  /** The service has adopted the learner; before, there is no feed to ask for. */
  claimed: () => boolean;
  mintSession: () => Promise<SessionOutcome>;
  report: Report;
  /** What each request met with. */
  onContact: (contact: Contact) => void;
  random: () => number;
}

export interface Pulling {
  /** Asks again at once, from the stored cursor: the page is visible again, or the network back. */
  restart: () => void;
  stop: () => void;
}

type FeedMessage = Message<Row<unknown>>;

/** `<definition>-<epoch>~<nonce>`: a handle says which history it belongs to. */
export const epochOfHandle = (handle: string): string => /^[^-]*-([^~]*)~/.exec(handle)?.[1] ?? handle;

export const pageOf = (
  messages: readonly FeedMessage[],
  stream: { shapeHandle?: string | undefined; lastOffset: string; isUpToDate: boolean },
): FeedPage => {
  const handle = stream.shapeHandle ?? '';
  const rows = messages.flatMap((message): FeedRow[] => {
    if (!('value' in message) || message.headers.operation === 'delete') return [];
    const { collection, key, version, row } = message.value;
    return [{ collection: String(collection), key: String(key), version: Number(version), row: row as FeedRow['row'] }];
  });
  return {
    epoch: epochOfHandle(handle),
    handle,
    offset: stream.lastOffset,
    rows,
    upToDate: stream.isUpToDate,
  };
};

const isMustRefetch = ([message]: readonly FeedMessage[]): boolean =>
  message !== undefined && !('value' in message) && message.headers.control === 'must-refetch';

/**
 * Reads the feed by the official client and hands each page to the engine, which stores it with its cursor in one
 * transaction. The client waits for that before it asks for more, so a slow device is never flooded. Its own place in
 * the feed counts for nothing: whenever anything goes wrong, a new stream starts from the stored cursor. [F2]
 */
export const startPulling = (surroundings: PullSurroundings): Pulling => {
  let stopped = false;
  let current: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const start = () => {
    clearTimeout(timer);
    current?.abort();
    if (stopped) return;
    const controller = new AbortController();
    current = controller;
    readFeed(surroundings, controller.signal, () => {
      failures = 0;
    }).catch(() => {
      if (stopped || controller !== current) return;
      controller.abort();
      const ceiling = Math.min(RESTART_MS.longest, RESTART_MS.first * 2 ** Math.min(failures, 10));
      failures += 1;
      timer = setTimeout(start, Math.ceil(surroundings.random() * ceiling));
    });
  };
  start();

  return {
    restart: () => {
      failures = 0;
      start();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      current?.abort();
    },
  };
};

/** Resolves never, rejects when this stream is of no more use. */
const readFeed = async (
  { engine, url, scope, claimed, mintSession, report, onContact }: PullSurroundings,
  signal: AbortSignal,
  onGood: () => void,
): Promise<never> => {
  // Kept out of the first visit's code: nothing on screen waits for it.
  const [{ ShapeStream }, { readPackedPages }] = await Promise.all([
    import('@electric-sql/client'),
    import('@hornbook/shared/sync/packed-page.ts'),
  ]);
  if (!claimed() && (await mintSession()).kind !== 'ready') throw new Error('there is no session yet');
  let position = await engine.position();
  signal.throwIfAborted();

  const handlePage = async (messages: FeedMessage[], stream: ShapeStream<Row<unknown>>): Promise<void> => {
    if (isMustRefetch(messages)) {
      position = await engine.mustRefetch(position);
      return;
    }
    const page = pageOf(messages, stream);
    if (page.rows.length > 0) report({ phase: 'receiving' });
    const outcome = await engine.applyPage(position, page);
    if (outcome.kind === 'ignored') throw new Error('the feed is to be read from another place');
    position = outcome.position;
    onGood();
    report({ phase: 'idle', trouble: null });
  };

  const { fetchClient, parseRow } = readPackedPages(feedFetch(onContact));
  return new Promise<never>((_, reject) => {
    const stream = new ShapeStream<Row<unknown>>({
      url,
      params: { scope },
      // One stream is all there ever is, so the six connections of HTTP/1.1 are no worry.
      warnOnHttp: false,
      ...resumeFrom(position),
      signal,
      fetchClient,
      parser: { json: parseRow },
      backoffOptions: { initialDelay: 1_000, maxDelay: 60_000, multiplier: 2 },
      onError: async (error) => {
        const status = (error as { status?: number }).status;
        if (status === 401 || status === 403) {
          const session = await mintSession();
          if (session.kind === 'ready') return {};
        }
        reject(error);
        return undefined;
      },
    });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    stream.subscribe(
      async (messages) => {
        if (signal.aborted) return;
        try {
          await handlePage(messages, stream);
        } catch (error) {
          // The client has moved its own offset already: only a new stream can read this page again.
          reject(error);
        }
      },
      (error) => reject(error),
    );
  });
};

const resumeFrom = ({ cursor }: FeedPosition): { handle: string; offset: Offset } | Record<string, never> =>
  cursor ? { handle: cursor.handle, offset: cursor.offset as Offset } : {};

/** The client retries a failed fetch for ever, as it should; a stranger's answer has to look like one. */
const feedFetch =
  (contact: (met: Contact) => void): typeof fetch =>
  async (input, init) => {
    try {
      const response = await askService(String(input), {
        cache: 'no-store',
        ...(init?.headers && { headers: init.headers }),
        ...(init?.signal && { signal: init.signal }),
        answerWithinMs: String(input).includes('live=true') ? LIVE_ANSWER_MS : 15_000,
      });
      contact('reached');
      return response;
    } catch (error) {
      if (error instanceof Unreachable) contact(error.fromStranger ? 'stranger' : 'unreachable');
      throw error;
    }
  };
