export type DeviceKind = 'phone' | 'tablet' | 'computer';

const phoneBelow = 600;

/** What to call this device when saying where things are. */
export const deviceKind = (): DeviceKind => {
  if (Math.min(screen.width, screen.height) < phoneBelow) return 'phone';
  return matchMedia('(pointer: coarse)').matches ? 'tablet' : 'computer';
};
