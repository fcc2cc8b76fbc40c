import { useEffect, useState } from 'react';
import { now } from '../data/clock.ts';

/** The time, anew every so many milliseconds. */
export const useNow = (everyMs: number): number => {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return time;
};
