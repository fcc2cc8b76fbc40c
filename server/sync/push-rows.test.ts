import { courseDrafts } from '@hornbook/shared/collections/course-drafts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { latest, text } from '@hornbook/shared/collections/fields.ts';
import { SERVER_REPLICA_ID } from '@hornbook/shared/sync/hlc.ts';
import { makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import { expect, test } from 'vitest';
import type { ContentIndex } from './learner-store.ts';
import { createMemoryServer } from './memory-store.ts';
import { pushRows } from './push-rows.ts';

const content: ContentIndex = { load: async () => ({ unknown: () => null, serverFields: () => ({}) }) };

test('[P6] rejections that find no room in one reply come in the next: none is taken for accepted', async () => {
  const { fields } = courseDrafts;
  const short = { ...courseDrafts, fields: { ...fields, title: latest(text(5)) } } as never as typeof courseDrafts;
  const courseId = '00000001-0000-4000-8000-000000000000';
  const rows = (title: string, at: number) =>
    [1, 2, 3].map((nth): { collection: typeof courseDrafts; row: AnyRow } => {
      const id = `00000001-0000-4000-8000-00000000000${nth}`;
      const about = { id, kind: 'lesson', courseId, parentId: courseId, title, text: 'Long. '.repeat(6_000) } as const;
      return { collection: courseDrafts, row: { ...makeDraft(at, about) } as never };
    });
  const collections = { courseDrafts };
  const { withLearner } = createMemoryServer({ epoch: 'a', collections, newEpoch: () => 'b' });
  const into = { learnerId: 'ada', replicaId: SERVER_REPLICA_ID, heard: Number.MAX_SAFE_INTEGER };
  const context = { withLearner, content, now: Date.now };
  expect(await pushRows({ ...context, collections }, into, rows('One', 1))).toEqual([]);
  const refused = await pushRows({ ...context, collections: { courseDrafts: short } }, into, rows('One and more', 2));
  expect(refused.map(({ verdict }) => verdict)).toEqual(['rejected', 'rejected', 'rejected']);
});
