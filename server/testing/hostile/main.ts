import { parseArgs } from 'node:util';
import { overPglite } from '../../db/connect.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { startPglite } from '../../db/pglite-backend.ts';
import { sendMalformed } from './send-malformed.ts';

// `npm run fuzz -- --count 1000000`: malformed pushes against the real routes on a PGlite in memory.
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    first: { type: 'string', default: '0' },
  },
});
const [count, seed, first] = [Number(values.count), Number(values.seed), Number(values.first)];
const backend = await startPglite('memory://');
const database = overPglite(backend, { timeoutMs: 60_000 });
await migrateDatabase(database);

const say = (line: string) => void process.stdout.write(`${line}\n`);
say(`${count} malformed pushes, seed ${seed}`);
const begun = performance.now();
const onProgress = (sent: number) => {
  if (sent % 10_000 === 0) say(`${sent}: ${Math.round(sent / ((performance.now() - begun) / 1000))} a second`);
};
const { statuses, problems, stored, longestMs } = await sendMalformed(database, { count, seed, first, onProgress });
await database.close();
say(`Answers: ${JSON.stringify(statuses)}; ${stored} rows stored; the longest took ${Math.round(longestMs)} ms.`);
for (const problem of problems) say(`✗ ${problem}`);
say(problems.length === 0 ? 'Nothing went wrong.' : 'Send one of them alone: --seed <seed> --first <number> --count 1');
process.exitCode = problems.length === 0 ? 0 : 1;
