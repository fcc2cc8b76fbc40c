import {
  bigint,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { user } from './user-table.ts';

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

/** Someone who learns. The id is made by the learner's first device; the account behind it may change. */
export const learners = pgTable(
  'learners',
  {
    id: uuid('id').primaryKey(),
    /** The account, also an anonymous one; null when it was removed. */
    userId: uuid('user_id').references(() => user.id, { onDelete: 'set null' }),
    /** Set when the learner was erased: the id alone stays, so that a device that comes back is told. */
    goneAt: timestamp('gone_at', { withTimezone: true }),
    /** The learner asked to be deleted: from then on all is erased. Until then any device of theirs takes it back. */
    eraseAt: timestamp('erase_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('learners_user').on(table.userId), index('learners_erase').on(table.eraseAt)],
);

const learnerId = () =>
  uuid('learner_id')
    .notNull()
    .references(() => learners.id, { onDelete: 'cascade' });

/** A browser that may speak for a learner, known by its public key. */
export const devices = pgTable(
  'devices',
  {
    learnerId: learnerId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** JWK of the P-256 key whose private half never leaves the browser. */
    publicKey: jsonb('public_key').notNull(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.id] })],
);

/** [S1] Locked first by every writing transaction, so a learner's versions become visible in order and without gaps. */
export const learnerClocks = pgTable('learner_clocks', {
  learnerId: learnerId().primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull().default(0),
  /** [R2] Appended to the database's epoch: renewed when a device of this learner shows a version above the clock. */
  epoch: text('epoch').notNull().default(''),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** [F1] The feed: the latest state of every synced row, by version. Kept by triggers, whoever writes. */
export const changes = pgTable(
  'changes',
  {
    learnerId: learnerId(),
    collection: text('collection').notNull(),
    key: text('key').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    /** Only ever passed on, so kept as the text it is. */
    row: json('row').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.collection, table.key] }),
    unique('changes_version').on(table.learnerId, table.version),
  ],
);

/** The highest revision seen of each database of a learner: a browser that forgot everything is recognised by it. */
export const replicas = pgTable(
  'replicas',
  {
    learnerId: learnerId(),
    replicaId: text('replica_id').notNull(),
    maxRev: bigint('max_rev', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.replicaId] })],
);

/** [D1] Learners whose rows changed after their derived state was folded. */
export const dirtyLearners = pgTable('dirty_learners', {
  learnerId: learnerId().primaryKey(),
  /** The learner's clock at the latest change: a fold that read less leaves the mark. */
  version: bigint('version', { mode: 'number' }).notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** [D1] The server's own fold of a learner's attempts, one row a skill; never synced. */
export const skillStates = pgTable(
  'skill_states',
  {
    learnerId: learnerId(),
    skillId: text('skill_id').notNull(),
    /** What the shared fold says of the skill. */
    state: jsonb('state').notNull(),
    /** Instant from which a mastered skill wants review; null when it is not mastered. */
    dueAt: bigint('due_at', { mode: 'number' }),
    /** Version of the folding code. */
    foldVersion: integer('fold_version').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.skillId] })],
);

/** Where a learner's device can be reminded: an address at its browser's push service, and the keys to encrypt for it. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    learnerId: learnerId(),
    /** The device it is on, whose sign-out ends it; null for one of before this was noted. */
    deviceId: uuid('device_id'),
    /** SHA-256 of the endpoint: an address of a thousand characters is no key. */
    id: text('id').notNull(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    /** The language of the app there: a reminder is written before it is sent. */
    language: text('language').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.id] }),
    foreignKey({
      columns: [table.learnerId, table.deviceId],
      foreignColumns: [devices.learnerId, devices.id],
    }).onDelete('cascade'),
    index('push_subscriptions_device').on(table.learnerId, table.deviceId),
  ],
);

/** A learner is reminded once a local day, whatever the devices, processes and restarts: whoever makes this row sends. */
export const sentReminders = pgTable(
  'sent_reminders',
  {
    learnerId: learnerId(),
    localDay: text('local_day').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.localDay] })],
);

/** [D1] The server's own fold of a learner's answers, one row a question; never synced. */
export const cards = pgTable(
  'cards',
  {
    learnerId: learnerId(),
    questionId: text('question_id').notNull(),
    /** What the shared fold says of the question. */
    state: jsonb('state').notNull(),
    /** The local day, by its number, from which it is due. */
    dueDay: integer('due_day').notNull(),
    /** Version of the folding code. */
    foldVersion: integer('fold_version').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.questionId] }),
    index('cards_due').on(table.learnerId, table.dueDay),
  ],
);

/** [D1] The server's own fold of what attempts completed on one local day come to; never synced. */
export const dayScores = pgTable(
  'day_scores',
  {
    learnerId: learnerId(),
    localDay: text('local_day').notNull(),
    /** What the shared fold says of the day. */
    state: jsonb('state').notNull(),
    /** Version of the folding code. */
    foldVersion: integer('fold_version').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.localDay] })],
);

/**
 * [D1] A learner's streak as of its last active day: whether it still runs only a reader's today can say. Every learner
 * who was folded has one, so it also says by which version of the folding code.
 */
export const streaks = pgTable('streaks', {
  learnerId: learnerId().primaryKey(),
  current: integer('current').notNull(),
  longest: integer('longest').notNull(),
  lastActiveDay: text('last_active_day'),
  /** What the shared fold says of it. */
  state: jsonb('state').notNull(),
  foldVersion: integer('fold_version').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** [D1] What a learner has achieved, each once, by the id of its definition. Only the fold awards; never synced. */
export const achievements = pgTable(
  'achievements',
  {
    learnerId: learnerId(),
    achievementId: text('achievement_id').notNull(),
    /** The learner's local day on which it was reached. */
    earnedDay: text('earned_day').notNull(),
    points: integer('points').notNull(),
    foldVersion: integer('fold_version').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.achievementId] })],
);

/**
 * What a model was asked for a learner and what came of it, one row a question, for the learner to see. Whoever holds the
 * lease asks, so that of several processes one does; the counts are sums over all tries.
 */
export const aiInteractions = pgTable(
  'ai_interactions',
  {
    learnerId: learnerId(),
    /** The question's id. */
    id: uuid('id').notNull(),
    /** What the conversation is about: the thread's context. */
    type: text('type').notNull(),
    model: text('model').notNull(),
    /** Everything the model was sent the last time: `{role, content}` in order. */
    input: jsonb('input').$type<{ role: string; content: string }[]>().notNull(),
    output: text('output').notNull().default(''),
    /** 'asking', 'complete', 'partial' or 'failed'. */
    state: text('state').notNull().default('asking'),
    tries: integer('tries').notNull().default(1),
    inputTokens: integer('input_tokens').notNull().default(0),
    outputTokens: integer('output_tokens').notNull().default(0),
    durationMs: integer('duration_ms').notNull().default(0),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    nextTryAt: timestamp('next_try_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.id] }),
    index('ai_interactions_of').on(table.learnerId, table.createdAt, table.id),
    index('ai_interactions_day').on(table.createdAt),
  ],
);

/** What the installation remembers of itself: epoch, secrets, the hash of the derived objects. */
export const hornbookMeta = pgTable('hornbook_meta', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
