import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Judgement } from '@hornbook/shared/pronunciation/judge.ts';
import type { LookedAt } from '@hornbook/shared/pronunciation/look-at-sound.ts';
import { builtWorkerUrl } from '../components/trusted-html.ts';
import type { SpeechAnswer, SpeechJob } from './judge-worker.ts';
import workerUrl from './judge-worker.ts?worker&url';
import type { Melody } from './melody.ts';
import { packBytes } from './pack-sounds.ts';

let worker: Worker | null = null;
let jobs = 0;
const sent = new Set<string>();
/** Null: the worker could not be had, or broke. */
const waiting = new Map<number, (answer: SpeechAnswer | null) => void>();

const theWorker = (): Worker => {
  if (worker) return worker;
  const started = new Worker(builtWorkerUrl(workerUrl), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<SpeechAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  started.onerror = () => {
    // What waits is told, and the next take starts another.
    started.terminate();
    worker = null;
    sent.clear();
    for (const [, answer] of waiting) answer(null);
    waiting.clear();
  };
  worker = started;
  return started;
};

const ask = (job: SpeechJob): Promise<SpeechAnswer | null> =>
  new Promise((resolve) => {
    waiting.set(job.id, resolve);
    theWorker().postMessage(job);
  });

/** Judges a take beside the page, so that nothing on it stands still. `no-references` where what it is compared with is not here. */
export const judgeTake = async (
  { phrase, references }: Pick<QuestionOf<'speak'>, 'phrase' | 'references'>,
  samples: Float32Array,
): Promise<Judgement> => {
  const { sha256 } = references;
  const bytes = sent.has(sha256) ? null : await packBytes(sha256);
  if (!bytes && !sent.has(sha256)) return { kind: 'no-references' };
  sent.add(sha256);
  const answer = await ask({ kind: 'judge', id: ++jobs, samples, phraseId: phrase.id, sha256, references: bytes });
  if (answer?.kind !== 'judged') return { kind: 'no-references' };
  performance.measure('hornbook-judged', { duration: answer.tookMs, end: performance.now() });
  return answer.judgement;
};

/** How a voice goes up and down, found beside the page; null where that can't be done. */
export const findMelody = async (samples: Float32Array): Promise<Melody | null> => {
  const answer = await ask({ kind: 'melody', id: ++jobs, samples });
  return answer?.kind === 'melody' ? answer.melody : null;
};

/** What a recording is to be compared by, and whether it can be; null where that can't be found out. */
export const lookAt = async (samples: Float32Array): Promise<LookedAt | null> => {
  const answer = await ask({ kind: 'look', id: ++jobs, samples });
  return answer?.kind === 'look' ? answer.looked : null;
};
