import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CourseHistory } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { AuthorsOfCourse, Invitations } from '@hornbook/shared/authoring/authors-protocol.ts';
import { makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test, vi } from 'vitest';
import { eraseDue } from '../auth/erasure.ts';
import { setRole } from '../auth/roles.ts';
import { findBlob, keepBytesFor } from '../blobs/learner-blobs.ts';
import { createContentIndex } from '../content/content-index.ts';
import { backUp, restore } from '../db/backup.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { makeTestAuthor, type TestAuthor } from '../testing/test-author.ts';
import { testCircle } from '../testing/test-circle.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { joinAuthors } from './join-authors.ts';
import { joinCourse } from './join-course.ts';

describeOnBoth('several authors of one course', (database) => {
  const store = memoryStore();
  let app: Hono;
  const { author, context, needs, joined, written, comesTo, ofTwo, shown } = testCircle(database, () => app);
  const clocks = async (...authors: TestAuthor[]) =>
    database().query(`select learner_id, version from learner_clocks where learner_id = any($1) order by 1`, [
      authors.map(({ learnerId }) => learnerId),
    ]);
  const eraseNow = async ({ learnerId }: TestAuthor) => {
    await database().query(
      `with u as (update "user" set erase_at = now() - interval '1 second' where id = (select user_id from learners where id = $1))
       update learners set erase_at = now() - interval '1 second' where id = $1`,
      [learnerId],
    );
    await eraseDue(database());
  };
  beforeAll(async () => {
    app = await makeTestApp(database(), {}, store);
  });

  test('[A1] [A2] what each writes, in one question and in one text, comes to both; then no clock moves any more', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const lesson = ids.lesson as string;
    const question = ids.numeric as string;
    expect(await shown(ben, id)).toEqual(await shown(ada, id));
    await ada.change(id, question, { details: { answer: { value: 99 } } });
    await ben.change(id, question, { details: { explanation: { value: 'Ben says why.' } } });
    await ada.type(id, lesson, 'Ada begins. ', '## Here');
    await ben.type(id, lesson, 'Ben goes on. ', 'It is long');
    const added = makeDraft(Date.now(), {
      ...{ id: randomUUID(), kind: 'lesson', courseId: id, parentId: ids.unit as string, place: 'a5', title: 'Two' },
    });
    await ben.push([added]);
    await joined(id);
    expect(await shown(ben, id)).toEqual(await shown(ada, id));
    for (const one of [ada, ben]) {
      expect(await one.text(id, lesson)).toBe('Ada begins. ## Here\n\nBen goes on. It is long. $a^2$');
      expect((await one.row(id, question))?.details).toMatchObject({
        answer: { value: 99 },
        explanation: { value: 'Ben says why.' },
      });
      expect((await one.row(id, added.id))?.title).toBe('Two');
    }
    const before = await clocks(ada, ben);
    await joined(id);
    expect(await clocks(ada, ben)).toEqual(before);
  });

  test('[A2] cut off at any moment it is joined all the same, and by several processes at once', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const { withLearner } = context();
    for (let cutAt = 1; cutAt <= 6; cutAt += 1) {
      await ada.type(id, ids.lesson as string, `a${cutAt} `);
      await ben.type(id, ids.lesson as string, `b${cutAt} `);
      await ben.change(id, ids.unit as string, { title: `Unit ${cutAt}` });
      let asked = 0;
      const cut: typeof withLearner = async (learnerId, work) => {
        asked += 1;
        if (asked === cutAt) throw new Error('The process was killed.');
        return withLearner(learnerId, work);
      };
      const outcome = joinCourse({ ...needs(), context: { ...context(), withLearner: cut } }, id);
      await outcome.catch((error: Error) => expect(error.message).toMatch(/killed/));
    }
    await Promise.all([joinCourse(needs(), id), joinCourse(needs(), id), joinCourse(needs(), id)]);
    await joined(id);
    expect(await shown(ben, id)).toEqual(await shown(ada, id));
    const text = await ada.text(id, ids.lesson as string);
    for (let n = 1; n <= 6; n += 1) for (const who of ['a', 'b']) expect(text).toContain(`${who}${n} `);
    // A process that was killed holds it up for a minute, and no longer.
    await database().query(
      `update course_authors set leased_by = $2, leased_until = now() + interval '1 minute' where course_id = $1`,
      [id, randomUUID()],
    );
    expect(await joinCourse(needs(), id)).toEqual({ kind: 'busy' });
    await database().query(
      `update course_authors set leased_until = now() - interval '1 second' where course_id = $1`,
      [id],
    );
    expect(await joinCourse(needs(), id)).toMatchObject({ kind: 'joined' });
  });

  test('[A2] is woken by what anybody sends, and by a file that comes after its row', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const wakeUps = await startWakeUps(database());
    const errors = vi.fn();
    const stop = joinAuthors({
      ...{ database: database(), content: createContentIndex(database()), wakeUps, log: { error: errors } },
      ...{ quotaBytes: 1_000_000, pauseMs: 10, netMs: 50 },
    });
    await ben.type(id, ids.lesson as string, 'Woken. ');
    await vi.waitFor(async () => expect(await ada.text(id, ids.lesson as string)).toMatch(/^Woken/), 8_000);
    const bytes = Buffer.from(`a picture ${id}`);
    const assetId = randomUUID();
    const sha256 = (await crypto.subtle.digest('SHA-256', bytes)) as ArrayBuffer;
    const hash = Buffer.from(sha256).toString('hex');
    await ben.push([
      makeDraft(Date.now(), { id: assetId, kind: 'asset', courseId: id, parentId: id, title: 'dot.png' }),
    ]);
    await ben.change(id, assetId, { blobHash: hash });
    await vi.waitFor(async () => expect((await ada.row(id, assetId))?.blobHash).toBe(hash), 8_000);
    expect(await findBlob({ database: database() }, ada.learnerId, hash)).toBeNull();
    await keepBytesFor({ database: database(), store }, ben.learnerId, bytes);
    await vi.waitFor(
      async () => expect(await findBlob({ database: database() }, ada.learnerId, hash)).not.toBeNull(),
      8_000,
    );
    await stop();
    wakeUps.stop();
    expect(errors.mock.calls).toEqual([]);
  });

  test('another’s draft is not got at by a row of the joint course that has its id', async () => {
    const { ada, ben, id } = await ofTwo();
    const own = await written(ada);
    const lesson = own.ids.lesson as string;
    const [before, shownBefore] = [await ada.row(own.id, lesson), await shown(ada, own.id)];
    const about = { id: lesson, kind: 'lesson', courseId: id, parentId: id, title: 'Mine' } as const;
    // Born before hers, so that its course would be the one that counts, were the two merged.
    await ben.push([makeDraft((before?.addedAt ?? 0) - 60_000, about)]);
    await joined(id);
    expect(await shown(ada, own.id)).toEqual(shownBefore);
    expect(await ben.row(id, lesson)).toMatchObject({ title: 'Mine', text: [] });
    expect(await ben.rows(own.id)).toEqual([]);
  });

  test('[A3] a row that is too large together stays apart, both are told, and shortened it is joined', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const lesson = ids.lesson as string;
    const letters = (seed: number) => {
      let state = seed;
      return Array.from({ length: 30_000 }, () => {
        state = (state * 16_807) % 2_147_483_647;
        return String.fromCharCode(97 + (state % 26));
      }).join('');
    };
    await ada.type(id, lesson, letters(1));
    await ben.type(id, lesson, letters(2));
    await ben.change(id, ids.unit as string, { title: 'Joined all the same' });
    await joined(id);
    expect((await ada.row(id, ids.unit as string))?.title).toBe('Joined all the same');
    for (const one of [ada, ben]) {
      expect((await one.text(id, lesson)).length).toBeLessThan(31_000);
      expect(await one.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({
        apart: [{ id: lesson, why: 'too-long' }],
      });
    }
    const { editText } = await import('@hornbook/shared/text/edit-text.ts');
    const row = await ada.row(id, lesson);
    await ada.change(id, lesson, {
      text: editText(row?.text ?? [], { at: 0, remove: 30_000, insert: 'In short. ' }, 'sittingz'),
    });
    await joined(id);
    for (const one of [ada, ben]) {
      expect(await one.text(id, lesson)).toContain('In short. ');
      expect(await one.text(id, lesson)).toContain(letters(2));
      expect(await one.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ apart: [] });
    }
  });

  test('[A4] nothing is joined before a yes, nor after an end; who joins or leaves is told what became of the course', async () => {
    const [ada, ben, eve] = await Promise.all([author('Ada'), author('Ben'), author('Eve')]);
    const { id, ids } = await written(ada);
    expect(await ada.publish(id)).toMatchObject({ kind: 'published' });
    await ada.ask(id, 'invite', { email: ben.email });
    expect(await ada.tell(`${id}/authors`)).toMatchObject({ authors: [], asked: [{ email: ben.email }] });
    expect(await ben.rows(id)).toEqual([]);
    expect(await eve.ask(id, 'accept'), 'nobody asked').toEqual({ kind: 'unknown' });
    expect(await ben.tell<Invitations>('invitations')).toMatchObject({
      invitations: [{ courseId: id, title: (await ada.row(id, id))?.title, email: ada.email }],
    });
    expect(await eve.tell(`${id}/authors`), 'whoever only knows the id learns nothing').toEqual({ kind: 'unknown' });
    expect(await eve.ask(id, 'take-back', { email: ben.email })).toEqual({ kind: 'unknown' });
    expect(await eve.tell('invitations')).toEqual({
      ...{ kind: 'invitations', invitations: [], needsConfirming: false },
    });
    await ben.ask(id, 'decline');
    expect(await ben.ask(id, 'accept')).toEqual({ kind: 'unknown' });
    await ada.ask(id, 'invite', { email: ben.email });
    await ada.ask(id, 'take-back', { email: ben.email });
    expect(await ben.ask(id, 'accept')).toEqual({ kind: 'unknown' });
    await ada.ask(id, 'invite', { email: ben.email.toUpperCase() });
    expect(await ben.ask(id, 'accept')).toEqual({ kind: 'done' });
    expect(await ada.ask(id, 'invite', { email: ben.email })).toEqual({ kind: 'is-author' });
    await joined(id);
    const version = (await ada.row(id, id))?.publishedVersion;
    expect(await ben.row(id, id)).toMatchObject({ publishedVersion: version, publishedAt: expect.any(Number) });
    expect(await ada.tell(`${id}/authors`)).toMatchObject({
      authors: [
        { email: ada.email, isYou: true, mayEnd: false },
        { email: ben.email, isYou: false, mayEnd: true },
      ],
    });
    expect(await ben.tell(`${id}/authors`)).toMatchObject({
      authors: [
        { isYou: false, mayEnd: false },
        { isYou: true, mayEnd: true },
      ],
    });

    // What one of them does to the course both hear of, and only its authors may.
    await ben.change(id, ids.lesson as string, { title: 'Named by Ben' });
    await joined(id);
    expect(await ben.publish(id)).toMatchObject({ kind: 'published', isNewVersion: true });
    const now = (await ada.row(id, id))?.publishedVersion;
    expect([now === version, now]).toEqual([false, (await ben.row(id, id))?.publishedVersion]);
    expect(await ben.ask(id, 'unpublish')).toEqual({ kind: 'done' });
    expect((await ada.row(id, id))?.unpublishedAt).toEqual(expect.any(Number));
    expect(await ben.ask(id, 'roll-back', { version })).toEqual({ kind: 'done' });
    expect(await ben.tell(`${id}/reception`)).toMatchObject({ kind: 'reception' });
    const history = await ben.tell<CourseHistory>(id);
    expect(history.events.map(({ kind }) => kind)).toEqual([
      ...['rolled-back', 'unpublished', 'published', 'author-joined', 'published'],
    ]);
    expect(await eve.tell(id)).toEqual({ kind: 'unknown' });
    expect(await eve.tell(`${id}/authors`)).toEqual({ kind: 'unknown' });
    expect(await eve.ask(id, 'end', { email: ben.email })).toEqual({ kind: 'unknown' });
    expect(await ben.ask(id, 'end', { email: ada.email }), 'who was asked ends nobody’s but their own').toEqual({
      kind: 'unknown',
    });

    expect(await ada.ask(id, 'end', { email: ben.email })).toEqual({ kind: 'done' });
    await ada.change(id, ids.lesson as string, { title: 'Of Ada alone' });
    await ben.change(id, ids.lesson as string, { title: 'Of Ben alone' });
    await joinCourse(needs(), id);
    expect((await ada.row(id, ids.lesson as string))?.title).toBe('Of Ada alone');
    expect((await ben.row(id, ids.lesson as string))?.title).toBe('Of Ben alone');
    expect(await ben.row(id, id)).toMatchObject({ publishedVersion: null, publishedAt: null });
    expect(await ben.publish(id)).toEqual({ kind: 'unknown' });
    expect(await ben.tell(id)).toEqual({ kind: 'unknown' });
    expect(await ben.ask(id, 'invite', { email: eve.email }), 'a copy is no right to the course').toEqual({
      kind: 'unknown',
    });
    expect(await ada.publish(id)).toMatchObject({ kind: 'published' });

    // Asked again, it is all joined anew.
    await ada.ask(id, 'invite', { email: ben.email });
    await ben.ask(id, 'accept');
    await joined(id);
    expect(await shown(ben, id)).toEqual(await shown(ada, id));
    expect(await ben.ask(id, 'end', { email: ben.email }), 'and who was asked may go').toEqual({ kind: 'done' });
  });

  test('[A4] a course that was never published is its circle’s alone; an account without the role is left out meanwhile', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    await setRole(database(), ben.email, 'author', false);
    await ada.type(id, ids.lesson as string, 'Meanwhile. ');
    await joinCourse(needs(), id);
    expect(await ben.text(id, ids.lesson as string)).not.toContain('Meanwhile');
    await setRole(database(), ben.email, 'author', true);
    await joined(id);
    expect(await ben.text(id, ids.lesson as string)).toContain('Meanwhile');
    await ada.ask(id, 'end', { email: ben.email });
    expect(await ben.publish(id), 'the first to publish is not whoever left').toEqual({ kind: 'unknown' });
    await ada.ask(id, 'invite', { email: ben.email });
    await ben.ask(id, 'accept');
    await joined(id);
    expect(await ben.publish(id)).toMatchObject({ kind: 'published' });
    const [owner] = await database().query(
      'select author_user_id = (select user_id from learners where id = $2) as own from courses where id = $1',
      [id, ada.learnerId],
    );
    expect(owner, 'it is the course of whoever began it').toEqual({ own: true });
  });

  test('whether anybody has an address, or may write courses, makes no difference to whoever asks it', async () => {
    const [ada, ben] = await Promise.all([author('Ada'), author('Ben')]);
    await setRole(database(), ben.email, 'author', false);
    const { id } = await written(ada);
    const answers = [];
    for (const email of [ben.email, `nobody-${randomUUID()}@example.org`, `else-${randomUUID()}@example.org`])
      answers.push(await (await ada.device.post(`/sync/authoring/${id}/invite`, { email })).text());
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ kind: 'done' })]));
    const { asked } = await ada.tell<AuthorsOfCourse>(`${id}/authors`);
    expect(asked).toHaveLength(3);
    expect(Object.keys(asked[0] ?? {}).sort()).toEqual(['at', 'email']);
    expect(await ben.tell('invitations')).toEqual({ kind: 'no-author' });
    expect((await ada.device.post(`/sync/authoring/${id}/invite`, { email: 'no address' })).status).toBe(400);
    let status = 200;
    for (let n = 0; n < 10 && status === 200; n += 1)
      status = (await ada.device.post(`/sync/authoring/${id}/invite`, { email: `a${n}@example.org` })).status;
    expect(status, 'whoever asks one after the other is asked to wait').toBe(429);
  });

  test('an author who is erased takes along their copy and nothing else, and what was asked of their address', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    await ada.publish(id);
    await ben.ask(id, 'invite', { email: `cy-${randomUUID()}@example.org` });
    await ada.ask(id, 'invite', { email: `di-${randomUUID()}@example.org` });
    const before = await shown(ben, id);
    await eraseNow(ada);
    expect(await shown(ben, id)).toEqual(before);
    expect(await ben.tell(`${id}/authors`)).toMatchObject({ authors: [{ isYou: true }], asked: [{}] });
    await ben.change(id, ids.lesson as string, { title: 'Goes on' });
    expect(await ben.publish(id)).toMatchObject({ kind: 'published', isNewVersion: true });
    const eve = await author('Eve');
    await ben.ask(id, 'invite', { email: eve.email });
    await eve.ask(id, 'accept');
    await joined(id);
    expect(await shown(eve, id)).toEqual(await shown(ben, id));
    await ben.ask(id, 'invite', { email: 'di@example.org' });
    await database().query(`update "user" set email = 'di@example.org' where email = $1`, [eve.email]);
    await eraseNow(eve);
    expect(await database().query(`select * from course_invitations where email = 'di@example.org'`)).toEqual([]);
  });

  test('whoever was asked by somebody who is gone can still be ended, by whoever stands in their place', async () => {
    const { ada, ben, id } = await ofTwo();
    const [cy, di] = await Promise.all([author('Cy'), author('Di')]);
    await comesTo(id, ada, cy);
    await joined(id);
    await comesTo(id, cy, di);
    await eraseNow(cy);
    const end = (by: TestAuthor, whom: TestAuthor) => by.ask(id, 'end', { email: whom.email });
    expect(await end(ben, di), 'asked by neither').toEqual({ kind: 'unknown' });
    expect(await ada.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({
      authors: [{ isYou: true, mayEnd: false }, { mayEnd: true }, { mayEnd: true }],
    });
    await eraseNow(ada);
    expect(await end(di, ben), 'not the longest').toEqual({ kind: 'unknown' });
    expect(await end(ben, ben), 'one stays').toEqual({ kind: 'unknown' });
    expect(await end(ben, di)).toEqual({ kind: 'done' });
    expect(await ben.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({
      authors: [{ isYou: true, mayEnd: false }],
    });
  });

  test('an address that was never confirmed is asked nothing and says no yes; where no letters are sent, whoever asks is told so', async () => {
    const withMail = await makeTestApp(database(), { SMTP_URL: 'smtp://127.0.0.1:1' }, store);
    const [ada, ben] = (await Promise.all(
      ['Ada', 'Ben'].map((name) => makeTestAuthor(withMail, database(), name)),
    )) as [TestAuthor, TestAuthor];
    const cy = await author('Cy');
    const { id } = await written(ada);
    await ada.ask(id, 'invite', { email: ben.email });
    expect(await ben.tell<Invitations>('invitations')).toEqual({
      ...{ kind: 'invitations', invitations: [], needsConfirming: true },
    });
    expect(await ben.ask(id, 'accept')).toEqual({ kind: 'unknown' });
    await ben.ask(id, 'decline');
    expect(await ada.tell(`${id}/authors`)).toMatchObject({ confirmsAddresses: true, asked: [{ email: ben.email }] });
    await database().query(`update "user" set email_verified = true where email = $1`, [ben.email]);
    // Hers was never confirmed: it may be somebody else's, whose name it would lend her.
    expect(await ben.tell<Invitations>('invitations')).toMatchObject({
      ...{ needsConfirming: false, invitations: [{ courseId: id, email: null }] },
    });
    expect(await ben.ask(id, 'accept')).toEqual({ kind: 'done' });
    const own = await written(cy);
    expect(await cy.tell(`${own.id}/authors`)).toMatchObject({ confirmsAddresses: false });
  });

  test('[A2] a restored backup joins again from the copies as they are', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    await ada.type(id, ids.lesson as string, 'Before. ');
    const folder = mkdtempSync(join(tmpdir(), 'hornbook-authors-'));
    const file = await backUp(database(), folder);
    await joined(id);
    await restore(database(), file ?? '');
    rmSync(folder, { recursive: true });
    expect(await ben.text(id, ids.lesson as string)).not.toContain('Before');
    await ben.type(id, ids.lesson as string, 'After. ');
    await joined(id);
    expect(await shown(ben, id)).toEqual(await shown(ada, id));
    expect(await ada.text(id, ids.lesson as string)).toContain('After. ');
    expect(await ben.text(id, ids.lesson as string)).toContain('Before. ');
  });
});
