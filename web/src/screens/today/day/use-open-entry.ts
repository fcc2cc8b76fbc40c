import { startPlanEntry } from '../../../data/commands/plan-entries.ts';
import type { DayEntry } from '../../../data/queries/day-plan.ts';
import { useFreeStart } from '../../practice/use-free-start.ts';

/** What happens when an entry is opened, beside following its link: it is noted as started, and free ones are begun. */
export const useOpenEntry = () => {
  const startFree = useFreeStart();
  return (entry: DayEntry) => {
    if (entry.status === 'open') void startPlanEntry(entry);
    if (entry.href === null) void startFree(entry.kind === 'mixed' ? 'mixed' : 'review');
  };
};
