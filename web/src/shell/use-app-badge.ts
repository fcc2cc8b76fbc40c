import { useEffect } from 'react';

/** Shows a number on the app's icon where the system can; nothing while it is not known. */
export const useAppBadge = (count: number | undefined): void => {
  useEffect(() => {
    if (count === undefined || !('setAppBadge' in navigator)) return;
    // An app that is not installed has no icon to put it on; that is no error of ours.
    const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
    shown.catch(() => undefined);
  }, [count]);
};
