import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readWav } from '@hornbook/shared/pronunciation/wav.ts';

const run = promisify(execFile);

/** Whether espeak-ng is on this machine. */
export const canSynthesise = async (): Promise<boolean> => {
  try {
    await run('espeak-ng', ['--version']);
    return true;
  } catch {
    return false;
  }
};

/** A text as one of espeak-ng's voices says it. Throws where the voice is not there. */
export const synthesise = async (text: string, voice: string): Promise<Float32Array> => {
  const { stdout } = await run('espeak-ng', ['-v', voice, '-s', '150', '--stdout', text], {
    encoding: 'buffer',
    maxBuffer: 2 ** 26,
  });
  const samples = readWav(stdout);
  if (!samples) throw new Error(`espeak-ng gave no sound for the voice ${voice}.`);
  return samples;
};
