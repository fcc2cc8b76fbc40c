import { create } from 'zustand';

/** Chromium's offer to install; other browsers have none, and the app then explains their menu. */
export interface InstallOffer extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export const useInstall = create<{ offer: InstallOffer | null; installed: boolean }>(() => ({
  offer: null,
  installed: matchMedia('(display-mode: standalone)').matches,
}));

export const watchInstallOffers = (): void => {
  addEventListener('beforeinstallprompt', (event) => {
    // Shown where it belongs, under Me, instead of over what someone is doing.
    event.preventDefault();
    useInstall.setState({ offer: event as InstallOffer });
  });
  addEventListener('appinstalled', () => useInstall.setState({ offer: null, installed: true }));
};
