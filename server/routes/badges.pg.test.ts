import { createHash } from 'node:crypto';
import type { PushReply } from '@hornbook/shared/sync/protocol.ts';
import { beforeAll, expect, test } from 'vitest';
import type { BadgeJwk } from '../badges/badge-key.ts';
import { verifyBadge } from '../badges/badge-token.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice } from '../testing/test-device.ts';

const stamp = `${Date.now().toString(16).padStart(12, '0')}-0000-replicaa00`;
const finishedAt = Date.now() - 60_000;
const lessonRow = (lessonId: string, completedAt = finishedAt) => ({
  collection: 'lessonProgress',
  key: lessonId,
  rev: 1,
  row: {
    lessonId,
    courseId: miniIds.course,
    status: 'completed',
    startedAt: completedAt - 1_000,
    completedAt,
    completedDay: '2026-03-04',
    timeSpentMs: { replicaa00: 1_000 },
    lastPosition: 1000,
    stamps: { once: stamp, lastPosition: stamp, deletedAt: stamp },
    deletedAt: null,
  },
});

describeOnBoth('badges', (database) => {
  let app: Awaited<ReturnType<typeof makeTestApp>>;
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    for (const course of courses) await publishCourse(database(), course, skills, new Date());
    app = await makeTestApp(database(), { PUBLIC_URL: 'https://learn.example.org' });
  });
  const learner = async (lessons: readonly string[], completedAt?: number) => {
    const device = await makeClaimedDevice(app);
    const push = (rows: unknown[], epoch: string | null) =>
      device.post('/sync/push', {
        ...{ protocol: 1, learnerId: device.learnerId, replicaId: 'replicaa00', epoch, heard: Date.now(), rows },
      });
    const { epoch } = (await (await push([], null)).json()) as PushReply;
    const reply = await push(
      lessons.map((id) => lessonRow(id, completedAt)),
      epoch,
    );
    expect(await reply.json()).toMatchObject({ verdicts: lessons.map(() => ({ verdict: 'accepted' })) });
    const badge = (courseId: string = miniIds.course) => device.get(`/sync/badges/${courseId}`);
    return { ...device, badge };
  };
  const key = async () => (await (await app.request('/badges/key')).json()) as BadgeJwk;

  test('of a finished course is a signed credential that anybody verifies with the key alone, the same each time', async () => {
    const { badge, learnerId } = await learner(miniIds.lessons);
    const { token } = (await (await badge()).json()) as { token: string };
    expect(((await (await badge()).json()) as { token: string }).token).toBe(token);
    const verified = verifyBadge(token, await key(), Date.now());
    expect(verified).toMatchObject({
      kind: 'valid',
      credential: {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        ],
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        issuer: { id: 'https://learn.example.org/badges/issuer', type: ['Profile'] },
        validFrom: new Date(finishedAt).toISOString(),
        credentialSubject: {
          type: ['AchievementSubject'],
          achievement: {
            type: ['Achievement'],
            id: `urn:uuid:${miniIds.course}`,
            name: 'Mini',
            achievementType: 'Course',
          },
        },
      },
    });
    // It says nothing by which the learner is known here.
    const [head = '', body = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(body).not.toContain(learnerId);
    expect(JSON.parse(head)).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: 'https://learn.example.org/badges/key' });
    const claims = JSON.parse(body) as Record<string, unknown>;
    expect(claims.iss).toBe('https://learn.example.org/badges/issuer');
    expect(claims.nbf).toBe(Math.floor(finishedAt / 1000));
    expect(await (await app.request('/badges/issuer')).json()).toMatchObject({ id: claims.iss, type: ['Profile'] });
  });

  test('is given for no course that the service does not know as finished, and to nobody without a session', async () => {
    const { badge } = await learner(miniIds.lessons.slice(0, 1));
    const unfinished = await badge();
    expect([unfinished.status, await unfinished.json()]).toEqual([409, { lessonsLeft: 1 }]);
    expect((await badge(miniIds.unit)).status).toBe(404);
    expect((await badge('nonsense')).status).toBe(404);
    expect((await app.request(`/sync/badges/${miniIds.course}`)).status).toBe(401);
  });

  test('is from no time to come, whatever the clock of a device said', async () => {
    const { badge } = await learner(miniIds.lessons, Date.now() + 3_600_000);
    const { token } = (await (await badge()).json()) as { token: string };
    expect(verifyBadge(token, await key(), Date.now())).toMatchObject({ kind: 'valid' });
  });

  test('that was changed, signed otherwise or by somebody else is refused', async () => {
    const { badge } = await learner(miniIds.lessons);
    const { token } = (await (await badge()).json()) as { token: string };
    const [head = '', body = '', signature = ''] = token.split('.');
    const jwk = await key();
    const why = (changed: string) => {
      const verified = verifyBadge(changed, jwk, Date.now());
      return verified.kind === 'invalid' ? verified.why : verified.kind;
    };
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const none = `${encode({ alg: 'none' })}.${body}.`;
    const mac = createHash('sha256').update(`${body}${jwk.n}`).digest('base64url');
    expect([
      why(`${head}.${encode({ ...claims, name: 'Another course' })}.${signature}`),
      why(`${head}.${body}.${signature.slice(0, -8)}AAAAAAAA`),
      why(none),
      why(`${encode({ alg: 'none' })}.${body}.${signature}`),
      why(`${encode({ alg: 'HS256' })}.${body}.${mac}`),
      why('no badge'),
      why('a.b.c'),
      why(`${head}.${body}`),
    ]).toEqual(['signature', 'signature', 'no-badge', 'algorithm', 'algorithm', 'no-badge', 'no-badge', 'no-badge']);
    expect(verifyBadge(token, jwk, finishedAt - 5_000)).toEqual({ kind: 'invalid', why: 'not-yet-valid' });
  });
});
