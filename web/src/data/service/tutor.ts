import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { Interaction } from '@hornbook/shared/tutor/interaction.ts';
import { askService, Unreachable, withLearner } from './ask-service.ts';

/** Whether there is a tutor, and how much of it is left today. */
export interface TutorInfo {
  /** The model's name, or null: there is none. */
  model: string | null;
  questionsLeft: number;
  questionsADay: number;
}

const orNull = async <T>(ask: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
};

/** Null without a connection or a session. */
export const fetchTutor = (): Promise<TutorInfo | null> =>
  orNull(async () => {
    const response = await askService('/sync/tutor', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as TutorInfo) : null;
  });

/** The latest first; null without a connection or a session. */
export const fetchInteractions = (
  after: string | null = null,
): Promise<{ items: Interaction[]; next: string | null } | null> =>
  orNull(async () => {
    const query = after ? `?limit=20&after=${encodeURIComponent(after)}` : '?limit=20';
    const response = await askService(`/queries/interactions${query}`, { cache: 'no-store', marked: false });
    if (!response.headers.get('content-type')?.includes('json')) return null;
    return response.ok ? ((await response.json()) as { items: Interaction[]; next: string | null }) : null;
  });

/** What comes while an answer is on its way; `anew` makes what came before void. */
export type LiveEvent = { kind: 'text'; text: string } | { kind: 'anew' } | { kind: 'end' };

const isEvent = (value: unknown): value is LiveEvent => {
  const { kind, text } = (value ?? {}) as { kind?: unknown; text?: unknown };
  return kind === 'anew' || kind === 'end' || (kind === 'text' && typeof text === 'string');
};

/** Events of a stream of server-sent events, as its bytes come. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block
          .split(/\r?\n/)
          .filter((line) => line.startsWith('data:'))
          .map((line) => line.slice(5).trimStart())
          .join('\n');
        if (!data) continue;
        const event: unknown = JSON.parse(data);
        if (isEvent(event)) yield event;
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Looks on while a question is answered. Throws Unreachable when it can't, or no more. */
export async function* watchAnswer(questionId: string, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  try {
    const response = await fetch(`/sync/tutor/answers/${questionId}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      headers: withLearner({ accept: 'text/event-stream' }),
      signal,
    });
    const ours = response.headers.get(PROTOCOL_HEADER) === String(PROTOCOL);
    const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.ok || !ours || !streams || !response.body)
      throw new Unreachable('no answer can be watched', { fromStranger: !ours });
    yield* readEvents(response.body);
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  }
}
