import type { MediaForm } from '../manifest-index.ts';

/** As much of a page as is asked here: a service worker has none. */
interface Page {
  document?: { createElement: (name: 'video') => { canPlayType?: (mediaType: string) => string } };
}

let form: MediaForm | undefined;

/** The form of recordings this browser plays. A service worker can't ask: what is wanted carries its form along. */
export const playedForm = (): MediaForm => {
  const video = (globalThis as Page).document?.createElement('video');
  form ??= video?.canPlayType?.('video/webm; codecs="vp9, opus"') === '' ? 'mp4' : 'webm';
  return form;
};
