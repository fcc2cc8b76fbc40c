import { useEffect } from 'react';
import { watchIdle } from '../data/watch-idle.ts';

/** Where several learners share the device: the screen is left when nobody touches it, and the others see the right name. */
export const SharedDevice = () => {
  useEffect(() => watchIdle(), []);
  return null;
};
