import { useEffect, useRef, useState } from 'react';
import { stopPlaying } from '../../../speech/play-samples.ts';
import { LONGEST_MS, type Recording, type RecordingStart, startRecording } from '../../../speech/record.ts';

export type Recorder =
  | { kind: 'ready' | 'asking' | 'reading' }
  | { kind: 'recording' }
  | { kind: 'failed'; reason: Exclude<RecordingStart['kind'], 'recording'> | 'unreadable' };

const EVERY_MS = 80;

/** The microphone, while somebody says a phrase for others; `onRecorded` is given all that was heard. */
export const useRecorder = (onRecorded: (samples: Float32Array) => void) => {
  const [state, setState] = useState<Recorder>({ kind: 'ready' });
  const [level, setLevel] = useState(0);
  const recording = useRef<Recording | null>(null);
  const gone = useRef(false);
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
    setState({ kind: 'reading' });
    const sound = await current.stop();
    if (gone.current) return;
    setState(sound ? { kind: 'ready' } : { kind: 'failed', reason: 'unreadable' });
    if (sound) onRecorded(sound.samples);
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
    setState({ kind: 'recording' });
  };

  const isRecording = state.kind === 'recording';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock runs as long as the recording.
  useEffect(() => {
    if (!isRecording) return;
    const before = performance.now();
    const clock = setInterval(() => {
      setLevel(recording.current?.level() ?? 0);
      if (performance.now() - before > LONGEST_MS) void stop();
    }, EVERY_MS);
    return () => clearInterval(clock);
  }, [isRecording]);
  return { state, level, start, stop };
};
