import { DatabaseUnavailable } from './db/connect.ts';
import { DataDirectoryInUse } from './db/lock.ts';
import { SettingsError } from './env.ts';
import type { Log } from './log.ts';

/** A command that will not do what was asked. Says why and what to do; shown without a stack trace. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Ends the process with one clear message when it cannot do its work; a stack trace only for what nobody foresaw. */
export function exitWithReason(error: unknown): never {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/**
 * The last resort: what nobody caught may have left anything half done, so the process ends and is started anew. The error
 * goes to the log alone, which leaves out what it may quote.
 */
export function endOnAccident(log: Pick<Log, 'fatal'>): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'Something nobody foresaw: the service ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function reasonOf(error: unknown): string {
  const foreseen = [Refusal, SettingsError, DatabaseUnavailable, DataDirectoryInUse].some(
    (kind) => error instanceof kind,
  );
  if (foreseen) return (error as Error).message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another process. Stop that one, or set PORT to another number.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
