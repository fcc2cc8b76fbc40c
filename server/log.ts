import { pino } from 'pino';
import type { Env } from './env.ts';

export type Log = Pick<ReturnType<typeof makeLog>, 'fatal' | 'error' | 'info' | 'debug'>;

/** Structured lines on standard output. Levels: fatal (the process ends), error (someone must look), info, debug. */
export const makeLog = ({ logLevel }: Pick<Env, 'logLevel'>, to?: { write(line: string): void }) =>
  pino({ level: logLevel, base: null, serializers: { err: describeError } }, to ?? pino.destination(1));

interface DatabaseFields {
  code?: string;
  table?: string;
  constraint?: string;
  query?: string;
}

/**
 * What may be written down of an error. A database's messages quote values, and drizzle's hold all parameters: answers and
 * names of learners. Of those only codes, names of tables and constraints, and the statement with its $1, $2 are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, table, constraint, query } = error as Error & DatabaseFields;
  const quotesValues = query !== undefined || /^[0-9A-Z]{5}$/.test(code ?? '');
  // The stack begins with the message, whose own lines may look like frames.
  const { stack = '', message } = error;
  const end = stack.indexOf(message) + message.length;
  const frames = stack.includes(message) ? stack.slice(end).split('\n') : [];
  return {
    kind: error.name,
    ...(code ? { code } : {}),
    ...(table ? { table } : {}),
    ...(constraint ? { constraint } : {}),
    ...(query ? { query } : {}),
    ...(quotesValues ? {} : { message }),
    at: frames
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}
