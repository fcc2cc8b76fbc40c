import type { LeftEntries } from '@hornbook/shared/import/anki-history.ts';
import { useState } from 'react';
import { readHistoryApart, type UnreadableHistory } from '../../../bring/read-history-apart.ts';
import { lookAtHistory, type PlannedHistory, takeHistory } from '../../../data/commands/bring-history.ts';

/** A history that was read, and what bringing it would do. */
export interface HistoryOffer {
  source: string;
  plan: PlannedHistory;
  left: LeftEntries;
}

export type HistoryState =
  | { kind: 'waiting' }
  | { kind: 'reading'; source: string }
  | { kind: 'unreadable'; source: string; reason: UnreadableHistory }
  /** A package without a single review. */
  | { kind: 'none'; source: string; left: LeftEntries }
  | { kind: 'offered'; offer: HistoryOffer }
  | { kind: 'taking'; offer: HistoryOffer; share: number }
  | { kind: 'taken'; offer: HistoryOffer }
  | { kind: 'not-stored'; offer: HistoryOffer };

/** Brings the history of an Anki package. Nothing is changed before it is taken. */
export const useHistory = () => {
  const [state, setState] = useState<HistoryState>({ kind: 'waiting' });
  const open = async (file: File): Promise<void> => {
    const source = file.name.slice(0, 200);
    setState({ kind: 'reading', source });
    const read = await readHistoryApart(file, Date.now());
    if (read.kind === 'unreadable') return setState({ kind: 'unreadable', source, reason: read.reason });
    const { notes, left } = read;
    if (notes.length === 0) return setState({ kind: 'none', source, left });
    setState({ kind: 'offered', offer: { source, left, plan: await lookAtHistory(notes, source) } });
  };
  const take = async (offer: HistoryOffer): Promise<void> => {
    setState({ kind: 'taking', offer, share: 0 });
    const stored = await takeHistory(offer.plan, (share) => setState({ kind: 'taking', offer, share }));
    setState({ kind: stored.kind === 'stored' ? 'taken' : 'not-stored', offer });
  };
  return { state, open, take };
};
