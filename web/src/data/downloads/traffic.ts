import { dayNumber, dayOfNumber, localDay } from '@hornbook/shared/learning/local-day.ts';
import type { CatalogueDatabase } from '../catalogue-database.ts';
import { now, timeZone } from '../clock.ts';

/** Days are kept as long as a bill for data is looked at. */
const KEPT_DAYS = 62;

let received = 0;
let unsaved = 0;

/** What has come of files since the app was opened: a link that is cut again and again and brings something is no dead one. */
export const receivedBytes = (): number => received;
export const noteReceived = (bytes: number): void => {
  received += bytes;
  unsaved += bytes;
};
/** What went the other way: it costs the same, and says nothing of what comes. */
export const noteSent = (bytes: number): void => {
  unsaved += bytes;
};

/** Writes down by day what came and went since the last time. Should that fail, the next time does. */
export const keepTraffic = async ({ traffic }: Pick<CatalogueDatabase, 'traffic'>): Promise<void> => {
  const bytes = unsaved;
  if (bytes === 0) return;
  unsaved = 0;
  const day = localDay(now(), timeZone());
  try {
    // Tabs and the service worker add to one sum.
    const added = await traffic
      .where('day')
      .equals(day)
      .modify((sum) => {
        sum.bytes += bytes;
      });
    if (added === 0) await traffic.add({ day, bytes });
    await traffic
      .where('day')
      .below(dayOfNumber(dayNumber(day) - KEPT_DAYS))
      .delete();
  } catch {
    unsaved += bytes;
  }
};
