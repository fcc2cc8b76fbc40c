import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { devices, learners } from '../db/sync-tables.ts';
import { user } from '../db/user-table.ts';

// The names of tables and properties are better-auth's own; it reads and writes these through drizzle.

export { user };

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

/** One signed-in browser. An account may hold several learners, so a session says which it is for. */
export const session = pgTable(
  'session',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    learnerId: uuid('learner_id').notNull(),
    deviceId: uuid('device_id').notNull(),
    token: text('token').notNull().unique(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.learnerId, table.deviceId],
      foreignColumns: [devices.learnerId, devices.id],
    }).onDelete('cascade'),
    index('session_user').on(table.userId),
    index('session_learner').on(table.learnerId, table.deviceId),
  ],
);

/** A way to sign in to an account: a password, a passkey's provider. Anonymous ones have none. */
export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestamp('access_token_expires_at', { withTimezone: true }),
    refreshTokenExpiresAt: timestamp('refresh_token_expires_at', { withTimezone: true }),
    scope: text('scope'),
    password: text('password'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('account_user').on(table.userId)],
);

/** A passkey of an account: the public half of a key that a phone, a computer or a stick keeps. */
export const passkey = pgTable(
  'passkey',
  {
    id: uuid('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports'),
    aaguid: text('aaguid'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('passkey_user').on(table.userId)],
);

/** Short-lived proofs of better-auth's; only their hash is kept. */
export const verification = pgTable(
  'verification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** One device's offer to take another in: a code that lives for minutes, who asked with it, and what was answered. */
export const pairings = pgTable(
  'pairings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    /** The device that shows the code, and that alone may answer. */
    madeBy: uuid('made_by').notNull(),
    /** Sealed with the service's secret: so short a code would be found from a plain hash. */
    codeHash: text('code_hash').notNull().unique(),
    /** The first device that showed the code; no other gets in its place. */
    askedBy: uuid('asked_by'),
    askedName: text('asked_name'),
    askedKey: jsonb('asked_key'),
    /** 'accepted' or 'refused'; null until the learner has said. */
    answer: text('answer'),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.learnerId, table.madeBy],
      foreignColumns: [devices.learnerId, devices.id],
    }).onDelete('cascade'),
    index('pairings_device').on(table.learnerId, table.madeBy),
    index('pairings_expiry').on(table.expiresAt),
  ],
);

/**
 * A learner whose rows go on in another one's: a device that learnt without an account was signed in to one. Whatever is
 * still sent to the one is merged into the other; `version` is how far.
 */
export const joinedLearners = pgTable(
  'joined_learners',
  {
    learnerId: uuid('learner_id')
      .notNull()
      .references(() => learners.id, { onDelete: 'cascade' }),
    intoId: uuid('into_id')
      .notNull()
      .references(() => learners.id, { onDelete: 'cascade' }),
    version: bigint('version', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.intoId] }), index('joined_learners_into').on(table.intoId)],
);

/** What happened with a learner's account, for the learner to see. Kinds and names of devices; nothing that was learnt. */
export const accountEvents = pgTable(
  'account_events',
  {
    learnerId: uuid('learner_id')
      .notNull()
      .references(() => learners.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull().defaultRandom(),
    kind: text('kind').notNull(),
    /** The device it was done from, or that it was about, by the name it had then. */
    deviceName: text('device_name'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.id] }),
    index('account_events_time').on(table.learnerId, table.createdAt),
    index('account_events_age').on(table.createdAt),
  ],
);
