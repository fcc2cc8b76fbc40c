import { type Judgement, judge } from '@hornbook/shared/pronunciation/judge.ts';
import { decodeReferences, type References } from '@hornbook/shared/pronunciation/references.ts';

export interface JudgeJob {
  id: number;
  samples: Float32Array;
  phraseId: string;
  /** Names the references; their bytes come with the first job about them. */
  sha256: string;
  references: ArrayBuffer | null;
}

export interface JudgeAnswer {
  id: number;
  judgement: Judgement;
  /** What it took, in milliseconds. */
  tookMs: number;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<JudgeJob>) => void) | null;
  postMessage: (answer: JudgeAnswer) => void;
}
const scope = self as unknown as WorkerScope;
const known = new Map<string, References>();

scope.onmessage = ({ data: { id, samples, phraseId, sha256, references } }) => {
  const before = performance.now();
  const read = references && decodeReferences(new Uint8Array(references));
  if (read) known.set(sha256, read);
  const compared = known.get(sha256);
  const judgement: Judgement = compared ? judge(samples, compared, phraseId) : { kind: 'no-references' };
  scope.postMessage({ id, judgement, tookMs: performance.now() - before });
};
