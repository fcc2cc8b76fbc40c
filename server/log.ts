import { pino } from 'pino';
import type { Env } from './env.ts';

export type Log = Pick<ReturnType<typeof makeLog>, 'error' | 'info' | 'debug'>;

/** Structured lines on standard output. Levels: error (someone must look), info, debug. */
export const makeLog = ({ logLevel }: Pick<Env, 'logLevel'>) => pino({ level: logLevel, base: null });
