import type { MediaForm } from '../manifest-index.ts';

let form: MediaForm | undefined;

/** The form of recordings this browser plays. A service worker can't ask: what is wanted carries its form along. */
export const playedForm = (): MediaForm => {
  const video = globalThis.document?.createElement('video');
  form ??= video?.canPlayType?.('video/webm; codecs="vp9, opus"') === '' ? 'mp4' : 'webm';
  return form;
};
