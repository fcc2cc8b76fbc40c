import { DatabaseUnavailable } from './db/connect.ts';
import { DataDirectoryInUse } from './db/lock.ts';
import { SettingsError } from './env.ts';

/** A command that will not do what was asked. Says why and what to do; shown without a stack trace. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Ends the process with one clear message when it cannot do its work; a stack trace only for what nobody foresaw. */
export function exitWithReason(error: unknown): never {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
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
