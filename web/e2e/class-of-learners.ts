import { randomUUID, webcrypto } from 'node:crypto';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { feedback } from '@hornbook/shared/collections/feedback.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import type { Catalogue, CourseManifest, LessonPart } from '@hornbook/shared/content/pack.ts';
import { claimText, publicKeyOf, toBase64url } from '@hornbook/shared/identity/claim.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { keyOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';

/** What one of them chose of the options of each question to choose from (0 is the first), and what they say. */
interface Pupil {
  picks: number;
  stars: '1' | '2' | '3' | '4' | '5';
  text: string;
}

const replicaId = 'replicaa00';

/**
 * Learners of a course whose devices nobody sees: each speaks to the service as a device does, by a key of its own and by
 * pushes. For what only shows once there are many, which as browsers would take minutes.
 */
export const learnTogether = async (url: string, slug: string, pupils: readonly Pupil[]): Promise<void> => {
  const get = async <T>(path: string) => (await (await fetch(url + path)).json()) as T;
  const { courses } = await get<Catalogue>('/packs/catalogue');
  const entry = courses.find((course) => course.slug === slug);
  if (!entry) throw new Error(`There is no course ${slug}.`);
  const { courseId, units } = await get<CourseManifest>(`/packs/${entry.version}`);
  const lesson = units[0]?.lessons[0];
  const part = await get<LessonPart>(`/packs/${lesson?.part.sha256}`);
  const [activity] = part.activities;
  if (!lesson || !activity) throw new Error('The course has nothing to answer.');

  for (const { picks, stars, text } of pupils) {
    const at = Date.now();
    const stamp = formatHlc(at, 0, replicaId);
    const rows: [Collection, AnyRow][] = [
      [enrollments, newRow(enrollments, { courseId, enrolledAt: at, status: 'active', lastAccessedAt: at }, stamp)],
      [
        lessonProgress,
        newRow(lessonProgress, { lessonId: lesson.id, courseId, status: 'completed', startedAt: at }, stamp),
      ],
      [
        feedback,
        newRow(
          feedback,
          { targetKind: 'lesson', targetId: lesson.id, courseId, stars, type: 'idea', text, givenAt: at },
          stamp,
        ),
      ],
      [attempts, newRow(attempts, attemptAt(at, courseId, entry.version, activity, picks), stamp)],
    ];
    await send(url, rows);
  }
};

const attemptAt = (
  at: number,
  courseId: string,
  courseVersion: string,
  { id, questions }: LessonPart['activities'][number],
  picks: number,
) => {
  const day = new Date(at).toISOString().slice(0, 10);
  const given = { courseVersion, hintsUsed: 0, durationMs: 12_000 + picks * 1000, answeredAt: at, localDay: day };
  const answers = questions.flatMap((question) => {
    if (question.kind !== 'multiple_choice') return [];
    const { id: optionId } = question.options[picks] ?? question.options[0] ?? { id: '' };
    return [[question.id, { ...given, response: { kind: question.kind, optionId } }] as const];
  });
  return {
    id: randomUUID(),
    mode: 'activity',
    activityId: id,
    courseId,
    seed: 'seed',
    replicaId,
    replicaSeq: 1,
    questionIds: questions.map((question) => question.id),
    startedAt: at,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    status: 'completed',
    completedAt: at,
    completedDay: day,
    durationMs: 30_000,
    answers: Object.fromEntries(answers),
  } as const;
};

const send = async (url: string, rows: readonly [Collection, AnyRow][]): Promise<void> => {
  let cookie = '';
  const post = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    cookie =
      answer.headers
        .getSetCookie()
        .find((line) => line.includes('hornbook='))
        ?.split(';')[0] ?? cookie;
    return (await answer.json()) as T;
  };
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { challenge } = (await (await fetch(`${url}/auth/challenge`)).json()) as { challenge: string };
  const about = { learnerId: randomUUID(), deviceId: randomUUID(), challenge };
  const signed = await webcrypto.subtle.sign(algorithm, keys.privateKey, new TextEncoder().encode(claimText(about)));
  const publicKey = publicKeyOf(await webcrypto.subtle.exportKey('jwk', keys.publicKey));
  const signature = toBase64url(new Uint8Array(signed));
  await post('/auth/claim', { ...about, deviceName: 'A phone', publicKey, signature });

  const push = { protocol: PROTOCOL, learnerId: about.learnerId, replicaId, heard: Date.now() };
  // The first asks for the epoch.
  const { epoch } = await post<PushReply>('/sync/push', { ...push, epoch: null, rows: [] });
  const sent = rows.map(([collection, row], rev) => ({
    ...{ collection: collection.name, key: keyOf(collection, row), rev: rev + 1, row: rowToWire(collection, row) },
  }));
  const reply = await post<PushReply>('/sync/push', { ...push, epoch, rows: sent });
  const verdicts = 'verdicts' in reply ? reply.verdicts : [];
  if (verdicts.filter(({ verdict }) => verdict === 'accepted').length !== rows.length)
    throw new Error(`The service took not all of it: ${JSON.stringify(reply)}`);
};
