import { collections } from '@hornbook/shared/collections/index.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { adoptRows } from './adopt-rows.ts';
import { setProfile } from './commands/set-profile.ts';
import { addStudyTime, completeLesson } from './commands/study-lesson.ts';
import type { Connections } from './connections.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase, withoutMarks } from './learner-database.ts';
import { localWrite } from './local-write.ts';
import { freshDevice } from './testing/fresh-device.ts';
import { SAMPLE } from './testing/sample-course.ts';

const other = '20000000-0000-4000-8000-000000000000';
let device: Connections;

beforeEach(async () => {
  device = await freshDevice();
});

describe('joining another learner', () => {
  test('brings along what was learnt here, merged with what is there, and sends it', async () => {
    await setProfile({ displayName: 'Before' });
    await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
    await addStudyTime({ courseId: null, ms: 700 });
    const target = new LearnerDatabase(other);
    const storage = new DexieStorage(target);
    await storage.prepare();
    await localWrite({ storage }, ({ put }) => put('profile', { id: 'me', fullName: 'There already' }));

    await adoptRows(device.storage, other);
    await adoptRows(device.storage, other);

    const profile = await target.rows('profile').get('me');
    expect(profile).toMatchObject({ displayName: 'Before', fullName: 'There already' });
    expect(await target.rows('lessonProgress').count()).toBe(1);
    const [day] = await target.rows('studyDays').toArray();
    expect(Object.values(day?.activeMs ?? {})).toEqual([700]);
    expect(await target.outbox.count()).toBe(4);
    // A stamp given after this is later than all that came along.
    await localWrite({ storage }, ({ put }) => put('profile', { id: 'me', displayName: 'After' }));
    expect((await target.rows('profile').get('me'))?.displayName).toBe('After');
    const before = await device.learner.rows('profile').get('me');
    expect(before && canonicalRow(collections.profile, withoutMarks(before))).toContain('Before');
    target.close();
  });
});
