import { randomUUID } from 'node:crypto';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { type FoldedSkill, makeAttemptFolder } from '@hornbook/shared/learning/attempt-folder.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import { beforeAll, expect, test } from 'vitest';
import { createContentIndex } from '../content/content-index.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { applyPush } from '../sync/apply-push.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { refoldLearners } from './fold-learners.ts';
import { publishedFacts } from './published-facts.ts';

const { questions } = miniIds;
const replicaId = 'replicaa00';

describeOnBoth('[D1] an attempt that was pushed', (database) => {
  let version = '';
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    const [course] = courses;
    const result = course && (await publishCourse(database(), course, skills, new Date()));
    if (result?.kind !== 'published') throw new Error(JSON.stringify(result));
    version = result.version;
  });

  const attempt = (at: number, activityId: string, given: Record<string, Response>): Attempt => {
    const stamp = formatHlc(at, 0, replicaId);
    const localDay = new Date(at).toISOString().slice(0, 10);
    const answers = Object.fromEntries(
      Object.entries(given).map(([id, response]) => [
        id,
        { courseVersion: version, response, hintsUsed: 0, durationMs: 9, answeredAt: at, localDay, hlc: stamp },
      ]),
    );
    return {
      id: randomUUID(),
      mode: 'activity',
      activityId,
      courseId: miniIds.course,
      questionIds: Object.keys(given),
      seed: 's',
      replicaId,
      replicaSeq: 1,
      startedAt: at,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
      timeLimitMs: null,
      status: 'completed',
      completedAt: at,
      completedDay: localDay,
      durationMs: 9,
      answers,
      earnedPoints: null,
      possiblePoints: null,
      grading: null,
      effectiveAt: null,
      stamps: { once: stamp, deletedAt: stamp },
      deletedAt: null,
    };
  };

  test('moves the skills its questions train by the course it was answered from, as it does on devices', async () => {
    const learnerId = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    const context = {
      withLearner: withLearnerOn(database().db),
      content: createContentIndex(database()),
      collections,
      now: Date.now,
    };
    const at = Date.now() - 60_000;
    const attempts = [
      attempt(at, miniIds.practice, { [questions.capital]: { kind: 'multiple_choice', optionId: 'a' } }),
      attempt(at + 1, miniIds.practice, { [questions.flat]: { kind: 'true_false', value: true } }),
    ];
    const { epoch } = await readFeedOn(database().db)(learnerId, 0, { rows: 1, bytes: 1 });
    const reply: PushReply = await applyPush(context, learnerId, {
      protocol: PROTOCOL,
      learnerId,
      replicaId,
      epoch,
      heard: Date.now(),
      rows: attempts.map((row, index) => ({
        collection: 'attempts',
        key: row.id,
        rev: index + 1,
        row: rowToWire(collections.attempts, row),
      })),
    });
    expect('verdicts' in reply && reply.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted']);

    const load = publishedFacts(database());
    expect(await refoldLearners(database().db, load)(learnerId)).toBe(true);
    const stored = await database().query<{ state: FoldedSkill }>(
      'select state from skill_states where learner_id = $1',
      [learnerId],
    );
    expect(stored.map(({ state }) => [state.skillId, state.items, state.recent])).toEqual([
      [miniIds.skill, 2, [true, false]],
    ]);
    // What a device folds before the grades have come, from its own grading of the same packs, is the same already.
    const folded = makeAttemptFolder()
      .take(attempts, await load(attempts))
      .skills.get(miniIds.skill);
    expect(stored[0]?.state).toEqual(folded);
  });

  test('says nothing while its course version is not known here', async () => {
    const one = attempt(0, miniIds.practice, { [questions.flat]: { kind: 'true_false', value: true } });
    const foreign = structuredClone(one);
    for (const answer of Object.values(foreign.answers))
      (answer as { courseVersion: string }).courseVersion = 'f'.repeat(64);
    const factsOf = await publishedFacts(database())([foreign, one]);
    expect(factsOf(foreign)(questions.flat)).toBeUndefined();
    expect(factsOf(one)(questions.flat)?.skillIds).toEqual([miniIds.skill]);
    expect(factsOf(one)('constructor')).toBeUndefined();
  });
});
