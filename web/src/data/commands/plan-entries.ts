import type { PlanEntryRow } from '@hornbook/shared/collections/plan-entries.ts';
import { dayNumber, dayOfNumber, localDay } from '@hornbook/shared/learning/local-day.ts';
import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

type Entry = Pick<PlanEntryRow, 'kind' | 'target' | 'minutes'>;

/** Notes that an entry of today's plan was begun: from then on it stays on this day, on every device. */
export const startPlanEntry = async ({ kind, target, minutes }: Entry): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    await put('planEntries', { localDay: localDay(at, timeZone()), kind, target, minutes, startedAt: at });
    return { kind: 'stored' };
  });

/** Ticks off, skips, moves to tomorrow, or takes that back. */
export const markPlanEntry = async (
  { kind, target, minutes }: Entry,
  state: PlanEntryRow['state'],
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    const day = localDay(at, timeZone());
    const movedTo = state === 'moved' ? dayOfNumber(dayNumber(day) + 1) : null;
    await put('planEntries', { localDay: day, kind, target, minutes, state, movedTo });
    return { kind: 'stored' };
  });
