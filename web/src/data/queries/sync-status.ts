import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { OutboxEntry, QuarantineEntry } from '@hornbook/shared/sync/ports.ts';
import { type SyncActivity, useSyncActivity } from '../../ui-state/sync-status.ts';
import type { Connections } from '../connections.ts';
import { identityOf, type Refusal } from '../device-identity.ts';
import { findActivity, findLesson } from '../manifest-index.ts';
import { readManifest } from '../read-manifest.ts';
import { readEntry } from './courses.ts';
import { useLive } from './live.ts';

export interface SyncCounts {
  /** Things of this learner the service doesn't have yet. */
  waiting: number;
  /** Of these, those it can't take now, with their reasons in `useOutbox`. */
  held: number;
  /** Things it refused, that the learner can see, keep or drop. */
  needAttention: number;
  lastContactAt: number | null;
  claimed: boolean;
  /** The service no longer lets this device in; null while it does. */
  refusal: Refusal | null;
}

export type SyncStatus = SyncActivity & SyncCounts;

/** What a waiting or refused thing is, in words the screen translates. */
export interface ItemName {
  kind:
    | 'quiz'
    | 'practice'
    | 'test'
    | 'challenge'
    | 'lesson'
    | 'course'
    | 'profile'
    | 'study-time'
    | 'plan'
    | 'notice'
    | 'settings'
    | 'feedback'
    | 'program'
    | 'recording'
    | 'conversation'
    | 'question'
    | 'subject'
    | 'note'
    | 'draft'
    | 'past-reviews'
    | 'file'
    | 'link'
    | 'other';
  /** "Fractions 2"; null where the kind says all, or the content isn't here. */
  title: string | null;
}

export interface WaitingItem {
  collection: string;
  key: string;
  name: ItemName;
  since: number;
  /** Why it can't go now, or null: it simply has not been sent yet. */
  reason: { code: string; message: string } | null;
}

export interface RefusedItem {
  id: string;
  name: ItemName;
  code: string;
  message: string;
  at: number;
  fields: Record<string, unknown>;
}

export const readSyncCounts = async ({ learner, device: opened }: Connections): Promise<SyncCounts> => {
  // One transaction: this runs after everything that is stored, when the learner waits for what it changed.
  const counts = learner.transaction('r', [learner.outbox, learner.blobs, learner.quarantine, learner.syncState], () =>
    Promise.all([
      learner.outbox.count(),
      learner.blobs.where('upload').equals('waiting').count(),
      learner.blobs.where('upload').equals('refused').count(),
      learner.outbox.filter(({ waiting: reason }) => reason !== null).count(),
      learner.quarantine.count(),
      learner.syncState.get('state'),
    ]),
  );
  const [[rows, files, refusedFiles, held, refusedRows, state], device] = await Promise.all([
    counts,
    identityOf(opened.learnerId),
  ]);
  const { claimed, refusal = null } = device ?? opened;
  const [waiting, needAttention] = [rows + files, refusedRows + refusedFiles];
  return { waiting, held, needAttention, lastContactAt: state?.lastContactAt ?? null, claimed, refusal };
};

export const nameItem = async (
  connections: Connections,
  { collection, key }: Pick<OutboxEntry, 'collection' | 'key'>,
): Promise<ItemName> => {
  const manifestOf = async (courseId: string | null | undefined): Promise<CourseManifest | undefined> => {
    const entry = courseId ? await readEntry(connections, courseId) : undefined;
    return entry && (await readManifest(connections, entry))?.manifest;
  };
  switch (collection) {
    case 'attempts': {
      const attempt = await connections.learner.rows('attempts').get(key);
      const manifest = await manifestOf(attempt?.courseId);
      const header = manifest && attempt?.activityId ? findActivity(manifest, attempt.activityId)?.header : undefined;
      return { kind: header?.kind ?? 'quiz', title: header?.title ?? null };
    }
    case 'lessonProgress': {
      const progress = await connections.learner.rows('lessonProgress').get(key);
      const manifest = await manifestOf(progress?.courseId);
      return { kind: 'lesson', title: (manifest && findLesson(manifest, key)?.lesson.title) ?? null };
    }
    case 'enrollments':
      return { kind: 'course', title: (await readEntry(connections, key))?.title ?? null };
    case 'profile':
      return { kind: 'profile', title: null };
    case 'studyDays':
      return { kind: 'study-time', title: key.split('/')[0] ?? null };
    case 'planEntries':
      return { kind: 'plan', title: key.split('/')[0] ?? null };
    case 'notifications':
      return { kind: 'notice', title: null };
    case 'learnerSettings':
      return { kind: 'settings', title: null };
    case 'submissions':
      return { kind: 'program', title: null };
    case 'recordings':
      return { kind: 'recording', title: null };
    case 'pastReviews':
      return { kind: 'past-reviews', title: null };
    case 'feedback':
      return { kind: 'feedback', title: null };
    case 'threads':
      return { kind: 'conversation', title: (await connections.learner.rows('threads').get(key))?.title || null };
    case 'messages':
      return {
        kind: 'question',
        title: (await connections.learner.rows('messages').get(key))?.content.slice(0, 60) || null,
      };
    case 'courseDrafts':
      return { kind: 'draft', title: (await connections.learner.rows('courseDrafts').get(key))?.title || null };
    case 'subjects':
      return { kind: 'subject', title: (await connections.learner.rows('subjects').get(key))?.name || null };
    case 'materials': {
      const material = await connections.learner.rows('materials').get(key);
      const kind = ({ text: 'note', file: 'file', url: 'link' } as const)[material?.kind ?? 'text'];
      return { kind, title: material?.title || null };
    }
    default:
      return { kind: 'other', title: null };
  }
};

const SHOWN = 100;

export const readOutbox = async (connections: Connections): Promise<WaitingItem[]> => {
  const entries = await connections.learner.outbox.limit(SHOWN).toArray();
  return Promise.all(
    entries
      .toSorted((a, b) => a.since - b.since)
      .map(async ({ collection, key, since, waiting }) => ({
        collection,
        key,
        since,
        reason: waiting,
        name: await nameItem(connections, { collection, key }),
      })),
  );
};

export const readQuarantine = async (connections: Connections): Promise<RefusedItem[]> => {
  const entries: QuarantineEntry[] = await connections.learner.quarantine.toArray();
  return Promise.all(
    entries.map(async (entry) => ({
      id: entry.id,
      code: entry.code,
      message: entry.message,
      at: entry.at,
      fields: entry.fields,
      name: await nameItem(connections, entry),
    })),
  );
};

/** What the status chip and the Sync page show. Undefined only until the database is open. */
export const useSyncStatus = (): SyncStatus | undefined => {
  const activity = useSyncActivity();
  const counts = useLive(readSyncCounts);
  return counts && { ...activity, ...counts };
};

/** What waits, by name; the first hundred. */
export const useOutbox = (): WaitingItem[] | undefined => useLive(readOutbox);
export const useQuarantine = (): RefusedItem[] | undefined => useLive(readQuarantine);
