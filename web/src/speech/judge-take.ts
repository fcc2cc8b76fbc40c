import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Judgement } from '@hornbook/shared/pronunciation/judge.ts';
import { builtWorkerUrl } from '../components/trusted-html.ts';
import type { JudgeAnswer, JudgeJob } from './judge-worker.ts';
import workerUrl from './judge-worker.ts?worker&url';
import { packBytes } from './pack-sounds.ts';

let worker: Worker | null = null;
let jobs = 0;
const sent = new Set<string>();
const waiting = new Map<number, (answer: JudgeAnswer) => void>();

const theWorker = (): Worker => {
  if (worker) return worker;
  const started = new Worker(builtWorkerUrl(workerUrl), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<JudgeAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  started.onerror = () => {
    // What waits is told, and the next take starts another.
    started.terminate();
    worker = null;
    sent.clear();
    for (const [id, answer] of waiting) answer({ id, judgement: { kind: 'no-references' }, tookMs: 0 });
    waiting.clear();
  };
  worker = started;
  return started;
};

/** Judges a take beside the page, so that nothing on it stands still. `no-references` where what it is compared with is not here. */
export const judgeTake = async (
  { phrase, references }: QuestionOf<'speak'>,
  samples: Float32Array,
): Promise<Judgement> => {
  const { sha256 } = references;
  const bytes = sent.has(sha256) ? null : await packBytes(sha256);
  if (!bytes && !sent.has(sha256)) return { kind: 'no-references' };
  const target = theWorker();
  const id = ++jobs;
  const job: JudgeJob = { id, samples, phraseId: phrase.id, sha256, references: bytes };
  sent.add(sha256);
  return new Promise((resolve) => {
    waiting.set(id, ({ judgement, tookMs }) => {
      performance.measure('hornbook-judged', { duration: tookMs, end: performance.now() });
      resolve(judgement);
    });
    target.postMessage(job);
  });
};
