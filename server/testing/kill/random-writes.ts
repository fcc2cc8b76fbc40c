import { randomUUID } from 'node:crypto';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { type MeasuredCourse, OPTION_NAMES, QUESTION_NAMES } from '../../bench/attempt-rows.ts';
import type { HttpDevice } from '../device/http-device.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];

/** A learner at one device who studies without end: begins attempts, answers, ends them, reads, changes their name. */
export const randomWrites = (device: HttpDevice, course: MeasuredCourse, random: () => number) => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { engine } = device;
  const { replicaId } = device.storage.content().state;
  const begun: string[] = [];
  const open: string[] = [];
  let activeMs = 0;

  const begin = async () => {
    const id = randomUUID();
    const seed = id.slice(-12);
    const questionIds = [pick(QUESTION_NAMES), pick(QUESTION_NAMES)];
    await engine.commit((writer) =>
      writer.write(attempts, {
        ...{ id, seed, questionIds, replicaId, replicaSeq: begun.length + 1, startedAt: writer.now },
        ...{ mode: 'activity', activityId: pick(course.activityIds), courseId: course.courseId },
        ...{ timeZone: 'Europe/Madrid', utcOffsetMinutes: 60, timeLimitMs: null, status: 'in_progress' },
      }),
    );
    begun.push(id);
    open.push(id);
  };
  const answer = (id: string) =>
    engine.commit(async (writer) => {
      const row = await writer.row(attempts, id);
      if (!row) return;
      const given = {
        courseVersion: course.version,
        response: { kind: 'multiple_choice' as const, optionId: pick(OPTION_NAMES) },
        ...{ hintsUsed: 0, durationMs: 900, answeredAt: writer.now, localDay: '2026-03-01' },
      };
      const answers = { [pick(row.questionIds)]: given };
      await writer.change(attempts, id, { answers, durationMs: row.durationMs + 900 });
    });
  const complete = async (id: string) => {
    open.splice(open.indexOf(id), 1);
    await engine.commit((writer) =>
      writer.change(attempts, id, { status: 'completed', completedAt: writer.now, completedDay: '2026-03-01' }),
    );
  };
  const study = async () => {
    const ms = 1 + Math.floor(random() * 1000);
    const localDay = pick(DAYS);
    await engine.commit(async (writer) => {
      const row = await writer.row(studyDays, `${localDay}/none`);
      const mine = (row?.activeMs[replicaId] ?? 0) + ms;
      await writer.write(studyDays, { localDay, course: 'none', activeMs: { [replicaId]: mine } });
    });
    activeMs += ms;
  };
  const rename = () =>
    engine.commit((writer) => writer.write(profile, { id: 'me', displayName: `Name ${Math.floor(random() * 1e6)}` }));
  const enrol = () =>
    engine.commit((writer) => {
      const { now } = writer;
      const status = pick(['active', 'paused'] as const);
      return writer.write(enrollments, { courseId: course.courseId, enrolledAt: now, status, lastAccessedAt: now });
    });

  return {
    /** What this device did, counted apart from the engine. */
    attempts: () => begun.length,
    activeMs: () => activeMs,
    /** One act; the device is told to send it. */
    act: async () => {
      const what = random();
      const id = open.length > 0 ? pick(open) : undefined;
      if (what < 0.45 || !id) await begin();
      else if (what < 0.65) await answer(id);
      else if (what < 0.75) await complete(id);
      else if (what < 0.9) await study();
      else if (what < 0.96) await rename();
      else await enrol();
      device.wake();
    },
  };
};
