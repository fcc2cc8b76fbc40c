import type { Unreadable } from '@hornbook/shared/import/imported.ts';
import type { MadeFile, MadeItem } from '@hornbook/shared/import/make-parts.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { readFileApart } from '../../../bring/read-apart.ts';
import { courseOfSource, lookAtImport, type PlannedImport, takeImport } from '../../../data/commands/import-drafts.ts';
import { keepFile } from '../../../data/commands/keep-files.ts';
import { useProfile } from '../../../data/queries/learner.ts';
import { type DrawnPicture, drawPictures, withoutLost } from './ready-pictures.ts';
import { useMadeWords } from './use-made-words.ts';

type Made = Extract<MadeFile, { kind: 'made' }>;

/** A file that was read, and what would become of each thing in it. */
export interface Offer {
  source: string;
  /** What a course is called that is made for it. */
  title: string;
  plan: PlannedImport;
  items: readonly MadeItem[];
  notes: Made['notes'];
  pictures: readonly DrawnPicture[];
}

export type ImportState =
  | { kind: 'waiting' }
  | { kind: 'reading'; source: string }
  | { kind: 'unreadable'; source: string; reason: Unreadable }
  | { kind: 'offered'; offer: Offer }
  | { kind: 'taking'; offer: Offer; share: number }
  | { kind: 'taken'; offer: Offer }
  | { kind: 'not-stored'; offer: Offer };

const titleOf = (source: string): string =>
  source
    .replace(/(?:\.hornbook)?\.[a-z0-9]+$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .slice(0, 80);

/** Brings a file into a course; null makes one of its own. Nothing is changed before it is taken. */
export const useImport = (intoCourse: string | null) => {
  const { t, i18n } = useLingui();
  const made = useMadeWords();
  const profile = useProfile();
  const [state, setState] = useState<ImportState>({ kind: 'waiting' });
  const wordsFor = (source: string) => ({
    title: titleOf(source) || t`Questions`,
    unitText: t`Brought here from ${source}.`,
    language: i18n.locale.slice(0, 2),
    author: profile?.fullName || profile?.displayName || '',
  });

  const open = async (file: File): Promise<void> => {
    const source = file.name.slice(0, 200);
    setState({ kind: 'reading', source });
    const read = await readFileApart(file, made);
    if (read.kind === 'unreadable') return setState({ kind: 'unreadable', source, reason: read.reason });
    const courseId = intoCourse ?? (await courseOfSource(source));
    const pictures = await drawPictures(courseId, read.pictures);
    const items = withoutLost(read.items, pictures, read.pictures);
    // A note of Anki has one name wherever its deck comes from; all else is known by the file it stands in.
    const refSource = read.format === 'anki' ? null : source;
    const words = wordsFor(source);
    const plan = await lookAtImport({ courseId, source, refSource, items, pictures, words });
    const offer = { source, title: words.title, plan, items, notes: read.notes, pictures };
    setState({ kind: 'offered', offer });
  };

  const take = async (offer: Offer): Promise<void> => {
    setState({ kind: 'taking', offer, share: 0 });
    const shown = new Set(offer.plan.writes.map(({ id }) => id));
    for (const picture of offer.pictures) {
      if (!picture || !shown.has(picture.id)) continue;
      const kept = await keepFile(picture.file, picture.name);
      if (kept.kind !== 'kept') return setState({ kind: 'not-stored', offer });
    }
    const tell = (share: number) => setState({ kind: 'taking', offer, share });
    const stored = await takeImport(offer.plan, wordsFor(offer.source), tell);
    setState({ kind: stored.kind === 'stored' ? 'taken' : 'not-stored', offer });
  };
  return { state, open, take };
};
