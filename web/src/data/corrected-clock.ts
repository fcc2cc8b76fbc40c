import { localDay } from '@hornbook/shared/learning/local-day.ts';
import type { Table } from 'dexie';
import { now, timeZone } from './clock.ts';
import type { LearnerDatabase } from './learner-database.ts';

/** What to add to this device's clock, beside the sync state it comes from: that one changes with every write. */
export interface ClockOffset {
  id: 'clock';
  offsetMs: number;
}

export const clockOffsets = (learner: LearnerDatabase): Table<ClockOffset, 'clock'> => learner.table('syncState');

export const readOffset = async (learner: LearnerDatabase): Promise<number> =>
  (await clockOffsets(learner).get('clock'))?.offsetMs ?? 0;

/**
 * [C1] Now, by the clock that rows are written with: this device's own, put right by what the server said of it. What is
 * shown goes by it too, or a day's plan would lie on another day than what is done of it.
 */
export const correctedNow = async (learner: LearnerDatabase): Promise<number> => now() + (await readOffset(learner));

/** The learner's local day, by that clock. */
export const readToday = async (learner: LearnerDatabase): Promise<string> =>
  localDay(await correctedNow(learner), timeZone());
