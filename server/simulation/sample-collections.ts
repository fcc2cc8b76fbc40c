import { attempts } from '@hornbook/shared/collections/attempts.ts';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { defineCollection } from '@hornbook/shared/collections/define-collection.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import {
  boolean,
  either,
  json,
  latest,
  nullable,
  once,
  server,
  text,
  union,
} from '@hornbook/shared/collections/fields.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { array, string } from 'zod/mini';

/** What only the service writes. None of the listed collections is like that yet, but the rules speak of it. */
export const notices = defineCollection('notices', {
  fields: { id: once(text(20)), message: server(nullable(text(100))) },
  key: ['id'],
  localIndexes: [],
});

/** The merge rules that no listed collection uses yet. */
export const marks = defineCollection('marks', {
  fields: {
    id: once(text(20)),
    seen: either(boolean),
    tags: union(json<string[]>(array(string()))),
    note: latest(text(40)),
  },
  key: ['id'],
  localIndexes: [],
});

/** Everything the simulated devices know; `listedOnly` where a database has tables for no more. */
export const deviceCollections = (listedOnly: boolean): Record<string, Collection> =>
  listedOnly ? { ...collections } : { ...collections, notices, marks };

/** The profile of a server that takes shorter names than devices let pass. */
export const strictProfile: Collection = { ...profile, fields: { ...profile.fields, displayName: latest(text(12)) } };

const without = (collection: Collection, name: string): Collection => {
  const { [name]: _, ...fields } = collection.fields;
  return { ...collection, fields };
};

/** What the app before the present one knew. */
export const oldCollections = (present: Readonly<Record<string, Collection>>): Record<string, Collection> => {
  const old = {
    ...present,
    enrollments: without(enrollments, 'lastAccessedAt'),
    attempts: without(attempts, 'possiblePoints'),
  };
  if (present.marks) return { ...old, marks: without(marks, 'note') };
  return old;
};
