import { askService, Unreachable } from './ask-service.ts';

/** No answer of the service's: no connection, or too much was asked of it. */
export type NoAnswer = { kind: 'unreachable' } | { kind: 'too-many' } | { kind: 'no-session' };

/** What authors ask the service, by its path below /sync/authoring: an act with a body, or to be told something. */
export const askAuthoring = async <T extends { kind: string }>(path: string, body?: object): Promise<T | NoAnswer> => {
  try {
    const response = await askService(`/sync/authoring/${path}`, {
      // Compiling a large course takes the service some seconds.
      answerWithinMs: 60_000,
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.status === 401) return { kind: 'no-session' };
    if (response.status === 429) return { kind: 'too-many' };
    if (response.status !== 200 && response.status !== 403) return { kind: 'unreachable' };
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unreachable' };
    throw error;
  }
};
