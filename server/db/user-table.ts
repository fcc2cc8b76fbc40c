import { boolean, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** An account, made anonymous with a learner's first claim. A user id is never a learner id, and nothing is keyed by it. */
export const user = pgTable('user', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  isAnonymous: boolean('is_anonymous').notNull().default(false),
  /** May write courses in the app and publish them. */
  isAuthor: boolean('is_author').notNull().default(false),
  /** May do so with the courses of all authors. */
  isOperator: boolean('is_operator').notNull().default(false),
  /** The learner asked for the account to be deleted; from then on it is, with the learners it still has. */
  eraseAt: timestamp('erase_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});
