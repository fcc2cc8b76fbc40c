import { createHash } from 'node:crypto';
import { type ChangeMessage, isChangeMessage, type Message, type Offset, ShapeStream } from '@electric-sql/client';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import type { FeedPosition } from '@hornbook/shared/sync/engine/apply-page.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { readPackedPages } from '@hornbook/shared/sync/packed-page.ts';
import type { FeedPage, FeedRow } from '@hornbook/shared/sync/protocol.ts';
import type { DeviceSession } from './device-session.ts';

type Line = { collection: string; key: string; version: number; row: AnyRow };

interface Reading {
  engine: Engine;
  session: DeviceSession;
  origin: string;
  /** Called after each page that was applied. */
  applied: (page: FeedPage) => void;
  signal: AbortSignal;
}

/** Reads a learner's feed with the official client for as long as `signal` lasts, and hands every page to the engine. */
export const readFeed = async (reading: Reading): Promise<void> => {
  const { engine, signal } = reading;
  while (!signal.aborted) {
    const restart = new AbortController();
    const end = AbortSignal.any([signal, restart.signal]);
    const position = await engine.position();
    await new Promise<void>((resolve) => {
      end.addEventListener('abort', () => resolve(), { once: true });
      if (end.aborted) resolve();
      else openStream(reading, position, end, () => restart.abort());
    });
  }
};

const openStream = (
  { engine, session, origin, applied }: Reading,
  from: FeedPosition,
  signal: AbortSignal,
  restart: () => void,
) => {
  let position = from;
  const { fetchClient, parseRow } = readPackedPages(session.fetchUrl);
  const stream = new ShapeStream<Line>({
    url: `${origin}/sync/shape`,
    params: { scope: createHash('sha256').update(session.learnerId).digest('hex').slice(0, 16) },
    ...(position.cursor ? { handle: position.cursor.handle, offset: position.cursor.offset as Offset } : {}),
    fetchClient,
    // Versions stay well below 2^53.
    parser: { int8: (text: string) => Number(text), json: parseRow },
    backoffOptions: { initialDelay: 50, maxDelay: 500, multiplier: 1.5 },
    signal,
    // The cookie may have ended; whoever drives this device claims again.
    onError: async () => {
      await session.claim().catch(() => {});
      return {};
    },
  });
  stream.subscribe(async (messages) => {
    if (signal.aborted) return;
    try {
      for (const part of atRefetches(messages)) {
        if (part === 'must-refetch') {
          position = await engine.mustRefetch(position);
          continue;
        }
        const page = pageOf(stream, part);
        const outcome = await engine.applyPage(position, page);
        position = outcome.position;
        if (outcome.kind === 'ignored') return restart();
        applied(page);
      }
    } catch (error) {
      restart();
      throw error;
    }
  }, restart);
};

/** The messages between notices that everything must be fetched again. */
const atRefetches = (messages: Message<Line>[]): (Message<Line>[] | 'must-refetch')[] => {
  const parts: (Message<Line>[] | 'must-refetch')[] = [];
  let rest = messages;
  for (;;) {
    const at = rest.findIndex(({ headers }) => headers.control === 'must-refetch');
    const before = at < 0 ? rest : rest.slice(0, at);
    if (before.length > 0) parts.push(before);
    if (at < 0) return parts;
    parts.push('must-refetch');
    rest = rest.slice(at + 1);
  }
};

const pageOf = (stream: ShapeStream<Line>, messages: Message<Line>[]): FeedPage => {
  const handle = stream.shapeHandle ?? '';
  return {
    // `<definition>-<epoch>~<nonce>`
    epoch: handle.slice(handle.indexOf('-') + 1, handle.lastIndexOf('~')),
    handle,
    offset: stream.lastOffset,
    rows: messages.filter(isChange).map(({ value }): FeedRow => value),
    upToDate: messages.some(({ headers }) => headers.control === 'up-to-date'),
  };
};

const isChange = (message: Message<Line>): message is ChangeMessage<Line> => isChangeMessage(message);
