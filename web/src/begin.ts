import { untilPainted } from './shell/until-painted.ts';
import { untilLoaded } from './sync/until-loaded.ts';

/**
 * What the page names. A first visit sees the page before the scripts of the first screen are run, which holds up a slow
 * phone for a moment; later ones have all at hand, and lose no time.
 */
const begin = async () => {
  if (!navigator.serviceWorker?.controller) await untilPainted();
  await untilLoaded(() => import('./main.tsx'));
};

// Not awaited at the top: what comes imports the scripts of this file, and would wait for its end.
void begin();
