import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow, Collection, ContentTable } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { PushedRow } from '@hornbook/shared/sync/protocol.ts';
import type { Database } from '../db/connect.ts';
import type { ContentIndex } from '../sync/learner-store.ts';
import { type AnswerKeys, createAnswerKeys } from './answer-keys.ts';
import { regradeAttempt } from './regrade.ts';

const list: Readonly<Record<string, Collection>> = collections;
const words: Record<ContentTable, string> = {
  courses: 'course',
  units: 'unit',
  lessons: 'lesson',
  activities: 'activity',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What push must know of published content: which ids exist, and what answers are worth. */
export const createContentIndex = (database: Pick<Database, 'query'>): ContentIndex => {
  const readAnswerKeys = createAnswerKeys(database);
  // Content that learners' rows may name is never deleted, so what is known stays known.
  const known: Record<ContentTable, Set<string>> = {
    courses: new Set(),
    units: new Set(),
    lessons: new Set(),
    activities: new Set(),
  };
  const learn = async (table: ContentTable, ids: readonly string[]): Promise<void> => {
    const missing = ids.filter((id) => !known[table].has(id));
    if (missing.length === 0) return;
    const rows = await database.query<{ id: string }>(`select id from ${table} where id = any($1::uuid[])`, [missing]);
    for (const { id } of rows) known[table].add(id);
  };
  // Before the first attempt comes there is nothing to grade.
  const noKeys: AnswerKeys = {
    knows: () => false,
    question: () => undefined,
    earliest: () => undefined,
    isHeldBack: () => false,
  };

  return {
    load: async (rows) => {
      for (const [table, ids] of namedBy(rows)) await learn(table, [...ids]);
      const keys = rows.some(({ collection }) => collection === 'attempts') ? await readAnswerKeys() : noKeys;
      return {
        unknown: (collection, row) => {
          for (const { field, table } of referencesOf(collection)) {
            const id = row[field];
            if (isUuid(id) && !known[table].has(id.toLowerCase())) return unknownReason(words[table]);
          }
          const isForeign = collection === 'attempts' && !versionsAreKnown(row, keys);
          return isForeign ? unknownReason('version of the course') : null;
        },
        serverFields: (collection, row, receivedAt) =>
          collection === 'attempts' ? { ...regradeAttempt(row as AnyRow & Attempt, keys, receivedAt) } : {},
      };
    },
  };
};

const unknownReason = (what: string): string =>
  `This service does not have this ${what} yet. It stays on this device and is sent again later.`;

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

interface Reference {
  field: string;
  table: ContentTable;
}
const references = new Map<string, Reference[]>(
  Object.values(list).map(({ name, references: declared }): [string, Reference[]] => [
    name,
    Object.entries(declared).flatMap(([field, table]) => (table ? [{ field, table }] : [])),
  ]),
);
const referencesOf = (collection: string): readonly Reference[] => references.get(collection) ?? [];

/** The content that rows name, each once. */
const namedBy = (rows: readonly PushedRow[]): Map<ContentTable, Set<string>> => {
  const named = new Map<ContentTable, Set<string>>();
  for (const { collection, row } of rows) {
    for (const { field, table } of referencesOf(collection)) {
      const id = row[field];
      if (!isUuid(id)) continue;
      const ids = named.get(table);
      if (ids) ids.add(id.toLowerCase());
      else named.set(table, new Set([id.toLowerCase()]));
    }
  }
  return named;
};

/** Whether all course versions that an attempt's answers name are known here. The row is not judged yet: it may hold anything. */
const versionsAreKnown = ({ answers }: AnyRow, keys: AnswerKeys): boolean => {
  if (typeof answers !== 'object' || answers === null) return true;
  for (const answer of Object.values(answers)) {
    const version = (answer as { courseVersion?: unknown } | null)?.courseVersion;
    if (typeof version === 'string' && !keys.knows(version)) return false;
  }
  return true;
};
