import { create } from 'zustand';

interface AppUpdate {
  /** A new version is on the device and waits. */
  ready: boolean;
  /** Answering or reading is going on: not the moment. */
  busy: boolean;
  apply: () => void;
}

export const useAppUpdate = create<AppUpdate>(() => ({ ready: false, busy: false, apply: () => {} }));

export const setBusy = (busy: boolean): void => useAppUpdate.setState({ busy });
