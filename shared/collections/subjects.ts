import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, once, text, uuid } from './fields.ts';

/** What a learner collects materials under. One that is deleted elsewhere leaves its materials where they are. [S3] */
export const subjects = defineCollection('subjects', {
  fields: {
    id: once(uuid),
    name: latest(text(120)),
    description: latest(text(2000)),
    addedAt: once(bigint),
  },
  key: ['id'],
  localIndexes: [],
});

export type Subject = Row<typeof subjects>;
