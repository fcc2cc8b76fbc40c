const faces = ['1rem "Literata"', '1rem "Atkinson Hyperlegible Next"'];
const LONGEST_WAIT_MS = 200;

/**
 * Brings the typefaces, but only once the service worker holds them: a first visit paints with the system's faces and
 * spends its bytes on the first question. Waits a moment, so that a later visit begins in the right face and stays in it.
 */
export const loadFaces = async (): Promise<void> => {
  if (!globalThis.navigator.serviceWorker?.controller) return;
  // Without them the app looks plainer, and that is all.
  await import('./fonts.css').catch(() => undefined);
  const loaded = Promise.all(faces.map((face) => document.fonts.load(face))).catch(() => undefined);
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
};
