import type { Server } from 'node:http';
import type { Log } from './log.ts';

const DRAIN_MS = 9_000;
/** A database that does not close must not keep the process for ever; PGlite then begins with a new epoch. */
const GIVE_UP_MS = 25_000;

interface Ending {
  server: Server;
  /** Tells those who hold requests open to answer them. */
  stop: AbortController;
  /** The last acts, once nobody is being served. */
  afterwards: () => Promise<void>;
  log: Log;
}

/** Ends the process on SIGTERM or SIGINT: nothing new is taken, what is under way is answered, then the database closes. */
export function endGracefully({ server, stop, afterwards, log }: Ending): () => void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    log.info('Stopping: answering what is under way');
    stop.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection kept alive falls idle only after its last answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    setTimeout(() => process.exit(1), GIVE_UP_MS).unref();
    const patience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    void closed
      .then(afterwards)
      .then(() => log.info('Stopped'))
      .catch((error: unknown) => {
        log.error({ err: error }, 'The last steps of stopping failed');
        process.exitCode = 1;
      })
      .finally(() => {
        clearInterval(sweep);
        clearTimeout(patience);
        process.exit();
      });
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  return end;
}

/**
 * Calls `end` when the project's runner script, named by its process number, is gone: an orphan would keep the port and
 * the data directory. Started in any other way, the service outlives whoever started it.
 */
export function endWithRunner(end: () => void): void {
  const runner = Number(process.env.HORNBOOK_RUNNER);
  if (!runner) return;
  const look = setInterval(() => {
    try {
      process.kill(runner, 0);
    } catch {
      clearInterval(look);
      end();
    }
  }, 1_000);
  look.unref();
}
