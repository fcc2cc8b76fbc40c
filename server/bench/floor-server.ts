import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import pg from 'pg';
import { answerParent } from './child.ts';
import { EDIT_TABLE, floorEdits } from './floor-edits.ts';

const unzip = promisify(gunzip);
const zip = promisify(gzip);

const TABLE = `create table if not exists attempts (
  id uuid primary key, learner_id uuid, activity_id text, answers text, score double precision,
  started_at bigint, finished_at bigint, device_id text, seq bigserial);
  create index if not exists attempts_seq on attempts (seq)`;

const INSERT = `insert into attempts (id, learner_id, activity_id, answers, score, started_at, finished_at, device_id)
  select "id", "learnerId", "activityId", answers, score, "startedAt", "finishedAt", "deviceId"
  from json_to_recordset($1) as r("id" uuid, "learnerId" uuid, "activityId" text, answers text,
    score double precision, "startedAt" bigint, "finishedAt" bigint, "deviceId" text)
  on conflict do nothing`;

const SINCE = `select seq, id, learner_id as "learnerId", activity_id as "activityId", answers, score,
  started_at::float8 as "startedAt", finished_at::float8 as "finishedAt", device_id as "deviceId"
  from attempts where seq > $1 order by seq`;

/**
 * The least that can carry rows from one device to another by way of Postgres: no sessions, no merging, no verdicts,
 * one learner, and a cursor that loses rows when two write at once. What it takes is what nothing can do without.
 */
export const runFloor = async (databaseUrl: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  await pool.query(TABLE);
  await pool.query(EDIT_TABLE);
  const edits = floorEdits(pool);
  let waiting: (() => void)[] = [];
  const tellAll = () => {
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };

  const bodyOf = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return unzip(Buffer.concat(chunks));
  };
  const since = async (cursor: number, wait: boolean) => {
    const news = wait ? new Promise<void>((resolve) => waiting.push(resolve)) : null;
    let { rows } = await pool.query(SINCE, [cursor]);
    if (rows.length === 0 && news) {
      await news;
      ({ rows } = await pool.query(SINCE, [cursor]));
    }
    const last = rows.length > 0 ? Number(rows.at(-1)?.seq) : cursor;
    for (const row of rows) delete row.seq;
    return zip(JSON.stringify({ cursor: last, rows }), { level: 6 });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://floor');
    try {
      if (request.method === 'POST' && pathname === '/edits') {
        await edits.push((await bodyOf(request)).toString());
        response.end('{}');
        tellAll();
      } else if (pathname === '/edits') {
        const cursor = Number(searchParams.get('cursor'));
        const news = searchParams.has('wait') ? new Promise<void>((resolve) => waiting.push(resolve)) : null;
        let page = await edits.since(cursor);
        if (page.rows.length === 0 && news) {
          await news;
          page = await edits.since(cursor);
        }
        const body = await zip(JSON.stringify(page), { level: 6 });
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
      } else if (request.method === 'POST') {
        await pool.query(INSERT, [(await bodyOf(request)).toString()]);
        response.end('{}');
        tellAll();
      } else if (pathname === '/since') {
        const body = await since(Number(searchParams.get('cursor')), searchParams.has('wait'));
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
      } else {
        await pool.query('truncate attempts, edits restart identity');
        response.end('{}');
      }
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => answerParent((server.address() as AddressInfo).port, () => null));
};
