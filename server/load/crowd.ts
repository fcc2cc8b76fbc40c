import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { keyFieldsOf } from '@hornbook/shared/collections/index.ts';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { attemptValues, plainAttempts } from '../bench/attempt-rows.ts';
import type { Seeded } from './seed-learners.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  ms: number;
}

/** What a phase met with. */
export interface Tally {
  statuses: Record<string, number>;
  /** Of the answers that were 200. */
  latencies: number[];
  problems: Set<string>;
}

export const newTally = (): Tally => ({ statuses: {}, latencies: [], problems: new Set() });

const count = (tally: Tally, answer: Answer) => {
  tally.statuses[answer.status] = (tally.statuses[answer.status] ?? 0) + 1;
  if (answer.status === 200) tally.latencies.push(answer.ms);
  else if (answer.status !== 503 && answer.status !== 429)
    tally.problems.add(`${answer.status}: ${answer.body.slice(0, 200)}`);
  else if (!(Number(answer.headers['retry-after']) > 0)) tally.problems.add(`${answer.status} without Retry-After`);
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Learners that ask and send as devices do, all from this process and over connections of their own. */
export const crowd = (port: number, { learners, course, epoch }: Seeded) => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const plain = plainAttempts(2_000);
  let sent = 0;
  let ended = false;

  const ask = (who: number, method: 'GET' | 'POST', path: string, body?: string): Promise<Answer> =>
    new Promise((resolve) => {
      const begun = performance.now();
      const done = (status: number, headers: Answer['headers'], text: string) =>
        resolve({ status, headers, body: text, ms: performance.now() - begun });
      const headers = {
        cookie: learners[who]?.cookie ?? '',
        ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
      };
      const sending = request({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString('utf8')),
        );
        response.on('error', (error) => done(0, {}, String(error)));
      });
      sending.on('error', (error) => done(0, {}, String(error)));
      sending.end(body);
    });

  /** One finished attempt of three answers, as a device packs it. */
  const pushBody = (who: number): string => {
    const attempt = plain[sent % plain.length];
    if (!attempt) throw new Error('There are no attempts.');
    sent += 1;
    const id = `${sent.toString(16).padStart(8, '0')}-${attempt.id.slice(9)}`;
    const now = Date.now();
    const values = { ...attemptValues(attempt, sent, course), id, replicaId: 'replicaa00' };
    const row = newRow(attempts, values, `${now.toString(16).padStart(12, '0')}-0000-replicaa00`);
    const rows = [{ collection: 'attempts', key: id, rev: sent, row }];
    const learnerId = learners[who]?.learnerId ?? '';
    const envelope = { protocol: PROTOCOL, learnerId, replicaId: 'replicaa00', epoch, heard: now };
    return JSON.stringify({ ...envelope, packed: packRows(rows, keyFieldsOf) });
  };
  const pushOnce = async (who: number, tally: Tally): Promise<Answer> => {
    const answer = await ask(who, 'POST', '/sync/push', pushBody(who));
    count(tally, answer);
    if (answer.status === 200 && !/"accepted":\[\d/.test(answer.body))
      tally.problems.add(
        `not accepted: ${/"code":"[^"]*"/.exec(answer.body)?.[0] ?? /"retry":"[^"]*"/.exec(answer.body)?.[0]}`,
      );
    return answer;
  };
  const shapePath = (who: number) => {
    const learnerId = learners[who]?.learnerId ?? '';
    return `/sync/shape?log=full&scope=${createHash('sha256').update(learnerId).digest('hex').slice(0, 16)}`;
  };
  const placeIn = ({ headers }: Answer) =>
    `&offset=${headers['electric-offset']}&handle=${encodeURIComponent(String(headers['electric-handle']))}`;
  const retryAfterMs = ({ headers }: Answer) => (Number(headers['retry-after']) || 1) * 1000 * (1 + Math.random() / 2);

  return {
    /** Reads the feed to its end and then waits for news, again and again, until `end`. */
    idle: async (who: number, tally: Tally, waiting: () => void) => {
      let place = '&offset=-1';
      let isFirst = true;
      while (!ended) {
        const answer = await ask(who, 'GET', `${shapePath(who)}${place}`);
        if (ended) return;
        count(tally, answer);
        if (answer.status !== 200) {
          await sleep(retryAfterMs(answer));
          continue;
        }
        if (isFirst) waiting();
        isFirst = false;
        place = `${placeIn(answer)}&live=true&cursor=${answer.headers['electric-cursor'] ?? ''}`;
      }
    },
    /** So many learners push, each every `everyMs`, spread evenly, for so long. */
    send: async (from: number, senders: number, everyMs: number, durationMs: number): Promise<Tally> => {
      const tally = newTally();
      const under: Promise<unknown>[] = [];
      const begun = performance.now();
      const step = everyMs / senders;
      for (let n = 0; n * step < durationMs; n += 1) {
        const wait = begun + n * step - performance.now();
        if (wait > 0) await sleep(wait);
        under.push(pushOnce(from + (n % senders), tally));
      }
      await Promise.all(under);
      return tally;
    },
    /** All of them come back within a second, each with a row to send and a feed to read; gives when each was done. */
    herd: async (many: number, tally: Tally): Promise<number[]> => {
      const begun = performance.now();
      const one = async (who: number) => {
        await sleep(Math.random() * 1000);
        for (let answer = await pushOnce(who, tally); answer.status !== 200; answer = await pushOnce(who, tally))
          await sleep(retryAfterMs(answer));
        for (;;) {
          const answer = await ask(who, 'GET', `${shapePath(who)}&offset=-1`);
          count(tally, answer);
          if (answer.status === 200) return performance.now() - begun;
          await sleep(retryAfterMs(answer));
        }
      };
      return Promise.all(Array.from({ length: many }, (_, who) => one(who)));
    },
    end: () => {
      ended = true;
      agent.destroy();
    },
  };
};
