import type { SyncActivity } from '../ui-state/sync-status.ts';

/** What the last request met with. */
export type Contact = 'reached' | 'unreachable' | 'stranger';

export type Report = (activity: Partial<SyncActivity>) => void;

/** Requests, not `navigator.onLine`, say whether there is a network: that flag is wrong both ways. */
export const troubleOf = (contact: Contact): SyncActivity['trouble'] =>
  contact === 'reached' ? null : contact === 'stranger' ? 'not-our-server' : 'offline';
