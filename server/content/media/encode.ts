import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RATE, type Sound } from './speech.ts';
import { runTool, TOOLS } from './tools.ts';

const film = (...args: string[]) => ['-hide_banner', '-loglevel', 'error', '-y', ...args];
/** No dates and no names of programs: the same words make the same bytes. */
const PLAIN = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
const RAW = ['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1'];
const OPUS = ['-c:a', 'libopus', '-b:a', '20k', '-application', 'voip', '-vbr', 'on', '-compression_level', '10'];
// The encoder takes a fifth more than it is told: so a lesson in both forms stays below two megabytes.
const AAC = ['-c:a', 'aac', '-b:a', '26k', '-movflags', '+faststart'];
const bytesOf = (sound: Sound) => new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength);

/** A recording as WebM with Opus, and as MP4 with AAC for browsers that can't play that. */
export const encodeSound = async (sound: Sound, base: string): Promise<void> => {
  await runTool(TOOLS.film, film(...RAW, '-i', '-', ...OPUS, ...PLAIN, `${base}.webm`), { input: bytesOf(sound) });
  await runTool(TOOLS.film, film(...RAW, '-i', '-', ...AAC, ...PLAIN, `${base}.m4a`), { input: bytesOf(sound) });
};

export interface Frame {
  /** A picture file. */
  file: string;
  durationMs: number;
}

/** A film of still pictures with sound. It can be entered at the moments of `cuts`. */
export const encodeFilm = async (
  frames: readonly Frame[],
  sound: Sound,
  { base, work, fps, cuts }: { base: string; work: string; fps: number; cuts: readonly number[] },
): Promise<void> => {
  const list = join(work, 'frames.txt');
  const lines = frames.map(({ file, durationMs }) => `file '${file}'\nduration ${durationMs / 1000}`);
  // The last picture's time is only heeded when it is named again.
  await writeFile(list, ['ffconcat version 1.0', ...lines, `file '${frames.at(-1)?.file}'`].join('\n'));
  const from = ['-f', 'concat', '-safe', '0', '-i', list, ...RAW, '-i', '-', '-r', String(fps), '-shortest'];
  const enter = ['-force_key_frames', cuts.map((ms) => (ms / 1000).toFixed(3)).join(','), '-g', '400'];
  const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '38', '-b:v', '0', '-deadline', 'good', '-cpu-used', '2', '-row-mt', '0'];
  const h264 = ['-c:v', 'libx264', '-profile:v', 'main', '-level', '3.1', '-crf', '31', '-preset', 'veryslow'];
  const input = bytesOf(sound);
  const colours = ['-pix_fmt', 'yuv420p'];
  await runTool(TOOLS.film, film(...from, ...vp9, ...colours, ...enter, ...OPUS, ...PLAIN, `${base}.webm`), { input });
  await runTool(
    TOOLS.film,
    film(...from, ...h264, '-tune', 'animation', ...colours, ...enter, ...AAC, ...PLAIN, `${base}.mp4`),
    { input },
  );
};

/** Draws an SVG as a PNG. */
export const drawPicture = async (svg: string, file: string): Promise<void> => {
  await writeFile(`${file}.svg`, svg);
  await runTool(TOOLS.film, film('-i', `${file}.svg`, '-frames:v', '1', file));
};

export const toWebp = async (from: string, to: string): Promise<void> => {
  await runTool(TOOLS.film, film('-i', from, '-c:v', 'libwebp', '-quality', '72', ...PLAIN, to));
};
