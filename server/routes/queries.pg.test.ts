import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice } from '../testing/test-device.ts';

const OWN = ['courses', 'progress', 'attempts', 'results', 'skills', 'days', 'totals', 'interactions'];
const ASKED: Record<string, string> = {
  results: `?course=${miniIds.course}`,
  days: '?from=2026-01-01&to=2026-01-31',
  totals: '?from=2026-01-01&to=2026-01-31',
};

describeOnBoth('GET /queries', (database) => {
  let app: Hono;
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date());
    app = await makeTestApp(database());
  });

  test('shows what is published to everybody', async () => {
    const lessons = await app.request(`/queries/lessons?limit=1&course=${miniIds.course}`);
    expect(lessons.status).toBe(200);
    expect(lessons.headers.get('cache-control')).toBe('public, max-age=60');
    const page = (await lessons.json()) as { items: { id: string }[]; next: string };
    expect(page.items.map(({ id }) => id)).toEqual([miniIds.lessons[0]]);
    const rest = await app.request(`/queries/lessons?after=${page.next}`);
    expect(((await rest.json()) as typeof page).items.map(({ id }) => id)).toEqual([miniIds.lessons[1]]);
    const quiz = await app.request(`/queries/activities/${miniIds.quiz}`);
    expect(await quiz.json()).toMatchObject({ id: miniIds.quiz, kind: 'quiz' });
    expect((await app.request(`/queries/activities/${randomUUID()}`)).status).toBe(404);
  });

  test('shows learners their own rows and nobody theirs', async () => {
    const device = await makeTestDevice(app);
    for (const name of OWN) expect((await device.get(`/queries/${name}${ASKED[name] ?? ''}`)).status, name).toBe(401);
    await device.post('/auth/claim', await device.claim());
    for (const name of OWN) {
      const response = await device.get(`/queries/${name}${ASKED[name] ?? ''}`);
      expect(response.status, name).toBe(200);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(await response.json(), name).toEqual({ items: [], next: null });
    }
    expect((await device.get(`/queries/attempts/${randomUUID()}`)).status).toBe(404);
  });

  test('says what is wrong with a question, and never more than that', async () => {
    const device = await makeClaimedDevice(app);
    for (const [path, named] of [
      ['/queries/days', 'from'],
      ['/queries/days?from=2026-02-01&to=2026-01-01', 'to'],
      ['/queries/totals?from=2020-01-01&to=2026-01-01', 'to'],
      ['/queries/attempts?after=abc', 'after'],
      ['/queries/attempts/1', 'id'],
      ['/queries/lessons?limit=1000', 'limit'],
      ["/queries/lessons?course=x'%20or%201=1", 'course'],
    ] as const) {
      const response = await device.get(path);
      expect(response.status, path).toBe(400);
      expect(((await response.json()) as { message: string }).message, path).toContain(`${named}: `);
    }
  });

  test('sends away whoever asks too much', async () => {
    const device = await makeClaimedDevice(app);
    const answers = new Map<number, number>();
    for (let asked = 0; asked < 210; asked += 1) {
      const { status } = await device.get('/queries/skills');
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    expect([...answers.keys()]).toEqual([200, 429]);
    expect(answers.get(200)).toBeGreaterThanOrEqual(200);
  });
});
