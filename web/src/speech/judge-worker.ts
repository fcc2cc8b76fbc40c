import { type Judgement, judge } from '@hornbook/shared/pronunciation/judge.ts';
import { type LookedAt, lookAtSound } from '@hornbook/shared/pronunciation/look-at-sound.ts';
import { decodeReferences, type References } from '@hornbook/shared/pronunciation/references.ts';
import type { Melody } from './melody.ts';
import { melodyOf } from './pitch.ts';

export type SpeechJob = { id: number; samples: Float32Array } & (
  | {
      kind: 'judge';
      phraseId: string;
      /** Names the references; their bytes come with the first job about them. */
      sha256: string;
      references: ArrayBuffer | null;
    }
  | { kind: 'melody' }
  | { kind: 'look' }
);

export type SpeechAnswer = { id: number } & (
  | {
      kind: 'judged';
      judgement: Judgement;
      /** What it took, in milliseconds. */
      tookMs: number;
    }
  | { kind: 'melody'; melody: Melody | null }
  | { kind: 'look'; looked: LookedAt }
);

interface WorkerScope {
  onmessage: ((event: MessageEvent<SpeechJob>) => void) | null;
  postMessage: (answer: SpeechAnswer) => void;
}
const scope = self as unknown as WorkerScope;
const known = new Map<string, References>();

scope.onmessage = ({ data: job }) => {
  const { id, samples } = job;
  if (job.kind === 'melody') return scope.postMessage({ id, kind: 'melody', melody: melodyOf(samples) });
  if (job.kind === 'look') return scope.postMessage({ id, kind: 'look', looked: lookAtSound(samples) });
  const before = performance.now();
  const { sha256, references, phraseId } = job;
  const read = references && decodeReferences(new Uint8Array(references));
  if (read) known.set(sha256, read);
  const compared = known.get(sha256);
  const judgement: Judgement = compared ? judge(samples, compared, phraseId) : { kind: 'no-references' };
  scope.postMessage({ id, kind: 'judged', judgement, tookMs: performance.now() - before });
};
