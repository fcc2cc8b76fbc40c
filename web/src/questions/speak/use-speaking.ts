import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { Judgement } from '@hornbook/shared/pronunciation/judge.ts';
import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';
import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { useEffect, useRef, useState } from 'react';
import { judgeTake } from '../../speech/judge-take.ts';
import { stopPlaying } from '../../speech/play-samples.ts';
import { LONGEST_MS, type Recording, type Sound, startRecording } from '../../speech/record.ts';

export type Speaking =
  | { kind: 'ready' }
  | { kind: 'asking' }
  | { kind: 'recording'; startedAt: number }
  | { kind: 'judging' }
  | { kind: 'judged'; judgement: Judgement; samples: Float32Array }
  | { kind: 'failed'; reason: 'refused' | 'no-microphone' | 'busy' | 'unsupported' | 'unreadable' };

/** The words of a take alone, with a little of the room around them. */
export const spokenPart = (
  samples: Float32Array,
  { startMs, endMs }: { startMs: number; endMs: number },
): Float32Array =>
  samples.subarray(
    Math.max(0, Math.round(((startMs - 80) * SAMPLE_RATE) / 1000)),
    Math.round(((endMs + 120) * SAMPLE_RATE) / 1000),
  );

/** One phrase being said: the microphone, the take, and what came of it. */
export const useSpeaking = (question: QuestionOf<'speak'>, onTake: (take: JudgedTake, sound: Sound) => void) => {
  const [state, setState] = useState<Speaking>({ kind: 'ready' });
  const [level, setLevel] = useState(0);
  const recording = useRef<Recording | null>(null);
  const gone = useRef(false);
  const isRecording = state.kind === 'recording';

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      recording.current?.cancel();
      recording.current = null;
      stopPlaying();
    };
  }, []);

  const stop = async () => {
    const current = recording.current;
    recording.current = null;
    if (!current) return;
    setState({ kind: 'judging' });
    const sound = await current.stop();
    if (gone.current) return;
    if (!sound) return setState({ kind: 'failed', reason: 'unreadable' });
    const { samples } = sound;
    const judgement = await judgeTake(question, samples);
    if (gone.current) return;
    setState({ kind: 'judged', judgement, samples });
    if (judgement.kind !== 'judged') return;
    const { startMs, endMs } = judgement.speech;
    onTake({ ...judgement.verdict, durationMs: Math.round(endMs - startMs) }, sound);
  };

  const start = async () => {
    stopPlaying();
    setState({ kind: 'asking' });
    const started = await startRecording();
    if (started.kind !== 'recording') {
      if (!gone.current) setState({ kind: 'failed', reason: started.kind });
      return;
    }
    if (gone.current) return started.recording.cancel();
    recording.current = started.recording;
    setState({ kind: 'recording', startedAt: performance.now() });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock runs as long as the recording.
  useEffect(() => {
    if (!isRecording) return;
    const before = performance.now();
    const clock = setInterval(() => {
      setLevel(recording.current?.level() ?? 0);
      if (performance.now() - before > LONGEST_MS) void stop();
    }, 80);
    return () => clearInterval(clock);
  }, [isRecording]);

  return { state, level, start, stop, cancel: () => recording.current?.cancel() };
};
