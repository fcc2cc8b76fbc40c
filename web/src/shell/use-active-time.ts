import { useEffect, useRef } from 'react';
import { beginActive, noteActive, pauseActive } from '../screens/player/active-time.ts';

const storeEveryMs = 30_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchmove'] as const;

/** Hands over the active time on this screen every half minute and when it is left or hidden. */
export const useActiveTime = (onTime: (ms: number) => void): void => {
  const handler = useRef(onTime);
  useEffect(() => {
    handler.current = onTime;
  });
  useEffect(() => {
    // Not the wall clock: that one may jump.
    let time = beginActive(performance.now());
    let handedOver = 0;
    const handOver = () => {
      const ms = Math.round(time.totalMs - handedOver);
      if (ms <= 0) return;
      handedOver += ms;
      handler.current(ms);
    };
    const handleSign = () => {
      time = noteActive(time, performance.now());
    };
    const handleVisibility = () => {
      if (document.visibilityState === 'visible') return handleSign();
      time = pauseActive(time, performance.now());
      handOver();
    };
    const timer = setInterval(handOver, storeEveryMs);
    for (const sign of signs) addEventListener(sign, handleSign, { passive: true });
    document.addEventListener('visibilitychange', handleVisibility);
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, handleSign);
      document.removeEventListener('visibilitychange', handleVisibility);
      handleSign();
      handOver();
    };
  }, []);
};
