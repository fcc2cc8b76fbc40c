import type { FileNote, Unreadable } from '@hornbook/shared/import/imported.ts';
import type { MadeFile, MadeItem } from '@hornbook/shared/import/make-parts.ts';
import type { FolderPart, FolderRead } from '@hornbook/shared/import/read-folder.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { readFileApart } from '../../../bring/read-apart.ts';
import {
  assetsOf,
  courseOfSource,
  lookAtImport,
  type PlannedImport,
  takeImport,
} from '../../../data/commands/import-drafts.ts';
import { courseOfFolder, lookAtFolder } from '../../../data/commands/import-folder.ts';
import { keepFile } from '../../../data/commands/keep-files.ts';
import { useProfile } from '../../../data/queries/learner.ts';
import { type KeptAsset, readyAssets, withoutLost } from './ready-assets.ts';
import { useMadeWords } from './use-made-words.ts';

type Made = Extract<MadeFile, { kind: 'made' }>;
type Folder = Extract<FolderRead, { kind: 'folder' }>;

/** A file that was read, and what would become of each thing in it. */
export interface Offer {
  source: string;
  /** What a course is called that is made for it. */
  title: string;
  plan: PlannedImport;
  items: readonly (MadeItem | MadeItem<FolderPart>)[];
  notes: readonly FileNote[];
  assets: readonly KeptAsset[];
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
    const { title } = wordsFor(source);
    const offered = read.kind === 'folder' ? await lookAtCourse(read) : await lookAtQuestions(read, source);
    setState({ kind: 'offered', offer: { source, title, ...offered } });
  };

  const lookAtCourse = async (read: Folder) => {
    const courseId = intoCourse ?? (await courseOfFolder(read.ref));
    const assets = await readyAssets(courseId, read.assets, await assetsOf(courseId));
    const items = withoutLost(read.items, assets, read.assets);
    const { ref, exported } = read;
    const { notes, ...plan } = await lookAtFolder({
      courseId,
      ref,
      isChosen: intoCourse !== null,
      items,
      exported,
      assets,
    });
    return { plan, items, notes: [...read.notes, ...notes], assets };
  };

  const lookAtQuestions = async (read: Made, source: string) => {
    const courseId = intoCourse ?? (await courseOfSource(source));
    const assets = await readyAssets(courseId, read.assets, await assetsOf(courseId));
    const items = withoutLost(read.items, assets, read.assets);
    // A note of Anki has one name wherever its deck comes from; all else is known by the file it stands in.
    const refSource = read.format === 'anki' ? null : source;
    const words = wordsFor(source);
    const plan = await lookAtImport({ courseId, source, refSource, items, assets, words });
    return { plan, items, notes: read.notes, assets };
  };

  const take = async (offer: Offer): Promise<void> => {
    setState({ kind: 'taking', offer, share: 0 });
    const shown = new Set(offer.plan.writes.map(({ id }) => id));
    for (const asset of offer.assets) {
      if (!asset?.file || !shown.has(asset.id)) continue;
      const kept = await keepFile(asset.file, asset.name);
      if (kept.kind !== 'kept') return setState({ kind: 'not-stored', offer });
    }
    const tell = (share: number) => setState({ kind: 'taking', offer, share });
    const stored = await takeImport(offer.plan, wordsFor(offer.source), tell);
    setState({ kind: stored.kind === 'stored' ? 'taken' : 'not-stored', offer });
  };
  return { state, open, take };
};
