import { mediaTypeOf, SNIFFED_BYTES } from '@hornbook/shared/blobs/media-type.ts';
import { readWav } from '@hornbook/shared/pronunciation/wav.ts';

/** So long a browser may take to look at the beginning of a file that lies on the device. */
const PATIENCE_MS = 10_000;

/** What every phone plays: MP3, MP4 with sound alone, or plain WAV; null for anything else, also for what this browser can't play. */
export const soundTypeOf = async (file: Blob): Promise<'audio/mpeg' | 'audio/mp4' | 'audio/wav' | null> => {
  const type = mediaTypeOf(new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer()));
  if (type === 'audio/wav') return readWav(new Uint8Array(await file.arrayBuffer())) ? type : null;
  if (type !== 'audio/mpeg' && type !== 'audio/mp4' && type !== 'video/mp4') return null;
  if (!(await isSoundAlone(file))) return null;
  return type === 'audio/mpeg' ? type : 'audio/mp4';
};

/** Recorders of phones write sound into files that could hold films. */
const isSoundAlone = (file: Blob): Promise<boolean> => {
  const player = document.createElement('video');
  const url = URL.createObjectURL(file);
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    const say = (yes: boolean) => {
      clearTimeout(timer);
      resolve(yes);
    };
    player.preload = 'metadata';
    player.onloadedmetadata = () => say(player.videoWidth === 0 && player.duration > 0);
    player.onerror = () => say(false);
    player.src = url;
  }).finally(() => {
    player.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
};
