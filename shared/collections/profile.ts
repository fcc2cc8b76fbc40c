import { array, maxLength, string } from 'zod/mini';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, boolean, integer, json, latest, nullable, once, server, text } from './fields.ts';

const goalsSchema = array(string().check(maxLength(200))).check(maxLength(20));

/** Who is learning: one row a learner, keyed 'me'. Nothing in it is required. */
export const profile = defineCollection('profile', {
  fields: {
    id: once(text(2)),
    displayName: latest(text(80)),
    fullName: latest(nullable(text(200))),
    /** One of the pictures the app draws, by its name. */
    avatar: latest(nullable(text(40))),
    /** A photo of the learner's own, shown in place of the drawn picture: SHA-256 of its bytes, in hex. */
    photoHash: latest(nullable(text(64))),
    bio: latest(nullable(text(2000))),
    goals: latest(json<string[]>(goalsSchema)),
    preferredLanguage: latest(nullable(text(35))),
    timeZone: latest(nullable(text(64))),
    dailyMinutes: latest(integer),
    /** Deletion was asked for: from then on all of the learner is erased, unless a device takes it back. Null otherwise. */
    erasesAt: server(nullable(bigint)),
    /** What the account behind the learner may do besides learning, so that a device knows it without a network. */
    isAuthor: server(nullable(boolean)),
    isOperator: server(nullable(boolean)),
  },
  key: ['id'],
  blobs: ['photoHash'],
  localIndexes: [],
});

export type Profile = Row<typeof profile>;
