import { SAMPLE_RATE } from '@hornbook/shared/pronunciation/spectrum.ts';

/** Longer takes are cut: a phrase is said in a few seconds. */
export const LONGEST_MS = 10_000;

export interface Sound {
  /** Mono, SAMPLE_RATE, full scale 1. */
  samples: Float32Array;
  /** As it was recorded: small enough to be kept. */
  file: Blob;
}

export interface Recording {
  /** How loud it is now, 0 to 1. */
  level: () => number;
  /** Ends it, lets the microphone go, and gives the sound. Null when nothing came. */
  stop: () => Promise<Sound | null>;
  /** Ends it and throws the sound away. */
  cancel: () => void;
}

export type RecordingStart =
  | { kind: 'recording'; recording: Recording }
  /** The person or the system said no. */
  | { kind: 'refused' }
  | { kind: 'no-microphone' }
  /** Another program holds it. */
  | { kind: 'busy' }
  /** This browser records nothing here. */
  | { kind: 'unsupported' };

/** What a sound file holds as samples the recipe hears. Rejects when it is none. */
export const decodeSound = async (bytes: ArrayBuffer): Promise<Float32Array> => {
  const buffer = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(bytes);
  const samples = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const part = buffer.getChannelData(channel);
    for (let at = 0; at < part.length; at++)
      samples[at] = (samples[at] as number) + (part[at] as number) / buffer.numberOfChannels;
  }
  return samples;
};

const failureOf = (error: unknown): Exclude<RecordingStart['kind'], 'recording'> => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-microphone';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'unsupported';
};

/** Asks for the microphone and begins. What a telephone does to voices is switched off: it changes what is compared. */
export const startRecording = async (): Promise<RecordingStart> => {
  if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === 'undefined') return { kind: 'unsupported' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch (error) {
    return { kind: failureOf(error) };
  }
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const window = new Float32Array(analyser.fftSize);
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close().catch(() => undefined);
  };
  try {
    const mimeType = ['audio/webm;codecs=opus', 'audio/mp4'].find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 48_000 });
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void pieces.push(data);
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
    });
    recorder.start(250);
    const end = async () => {
      if (recorder.state !== 'inactive') recorder.stop();
      await ended;
      release();
    };
    return {
      kind: 'recording',
      recording: {
        level: () => {
          analyser.getFloatTimeDomainData(window);
          return Math.min(1, 3 * Math.sqrt(window.reduce((sum, sample) => sum + sample * sample, 0) / window.length));
        },
        stop: async () => {
          await end();
          const file = new Blob(pieces, { type: recorder.mimeType });
          const samples = await decodeSound(await file.arrayBuffer()).catch(() => null);
          return samples && { samples, file };
        },
        cancel: () => void end(),
      },
    };
  } catch {
    release();
    return { kind: 'unsupported' };
  }
};
