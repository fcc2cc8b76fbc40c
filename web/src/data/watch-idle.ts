import { liveQuery } from 'dexie';
import { now } from './clock.ts';
import { leaveToNext, rememberFace } from './commands/share-device.ts';
import { useConnectionState } from './connections.ts';
import { identityOf } from './device-identity.ts';
import { lockAfterMs, noteActivity } from './lock.ts';
import { readPhoto } from './queries/photo.ts';

const LOOK_EVERY_MS = 5_000;
const NOTE_EVERY_MS = 15_000;
/** A lecture that plays is not nobody. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove', 'timeupdate'];

/**
 * Leaves the device to the next one when nobody has touched it for as long as was chosen, in whichever tab; keeps what the
 * others see of the learner as the profile says it. Gives what ends it.
 */
export const watchIdle = (): (() => void) => {
  const state = useConnectionState.getState();
  if (state.kind !== 'open') return () => {};
  const { device, learner } = state.connections;
  let touchedAt = now();
  let notedAt = Number.NEGATIVE_INFINITY;
  const touch = () => {
    touchedAt = now();
    if (Math.abs(touchedAt - notedAt) < NOTE_EVERY_MS) return;
    notedAt = touchedAt;
    void noteActivity(device.learnerId).catch(() => undefined);
  };
  const look = async () => {
    const identity = await identityOf(device.learnerId);
    if (!identity) return;
    const last = Math.max(touchedAt, identity.activeAt ?? 0);
    // A clock that was set back or forward counts as away: see lock.ts.
    if (Math.abs(now() - last) >= lockAfterMs(identity)) await leaveToNext();
  };
  const tick = () => void look().catch(() => undefined);
  touch();
  for (const sign of SIGNS) addEventListener(sign, touch, { capture: true, passive: true });
  document.addEventListener('visibilitychange', tick);
  const timer = setInterval(tick, LOOK_EVERY_MS);
  const face = liveQuery(async () => [
    await learner.rows('profile').get('me'),
    (await readPhoto(state.connections))?.sha256,
  ]).subscribe({
    next: () => void rememberFace().catch(() => undefined),
    error: () => {},
  });
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, touch, { capture: true });
    document.removeEventListener('visibilitychange', tick);
    clearInterval(timer);
    face.unsubscribe();
  };
};
