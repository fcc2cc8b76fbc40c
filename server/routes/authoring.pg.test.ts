import { createHash, randomInt, randomUUID } from 'node:crypto';
import {
  type AuthoringReply,
  type CourseHistory,
  draftsDigest,
} from '@hornbook/shared/authoring/authoring-protocol.ts';
import { courseDrafts, type Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { Catalogue, CourseManifest, LessonPart } from '@hornbook/shared/content/pack.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import { changeRow } from '@hornbook/shared/sync/write-row.ts';
import { draftCourse, makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import { editText } from '@hornbook/shared/text/edit-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { setRole } from '../auth/roles.ts';
import { keepBytesFor } from '../blobs/learner-blobs.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice, type TestDevice } from '../testing/test-device.ts';

interface TestAuthor {
  device: TestDevice;
  email: string;
}

describeOnBoth('authors', (database) => {
  const store = memoryStore();
  let app: Hono;
  let author: TestAuthor;
  let later = 0;
  const stamp = () => {
    later += 1;
    return formatHlc(Date.now(), later, 'replicaa00');
  };
  const withAccount = async (): Promise<TestAuthor> => {
    const email = `${randomUUID()}@example.org`;
    const device = await makeTestDevice(app);
    await device.post('/auth/claim', await device.claim());
    const proof = await device.proof('make-account');
    await device.post('/auth/account/make', { email, password: 'correct horse', proof });
    return { device, email };
  };
  beforeAll(async () => {
    app = await makeTestApp(database(), {}, store);
    // The first account of the embedded database may do everything: here it is nobody in particular.
    await withAccount();
    author = await withAccount();
    await setRole(database(), author.email, 'author', true);
  });
  const push = async ({ device }: TestAuthor, rows: readonly Draft[]) => {
    const { learnerId } = device;
    const [clock] = await database().query<{ epoch: string }>(
      'select hornbook_epoch() || epoch as epoch from learner_clocks where learner_id = $1',
      [learnerId],
    );
    const sent = rows.map((row, rev) => ({
      collection: 'courseDrafts',
      key: row.id,
      rev: rev + 1,
      row: rowToWire(courseDrafts, row as never),
    }));
    const reply = (await (
      await device.post('/sync/push', {
        ...{
          protocol: PROTOCOL,
          learnerId,
          replicaId: 'replicaa00',
          epoch: clock?.epoch,
          heard: Date.now(),
          rows: sent,
        },
      })
    ).json()) as PushReply;
    expect(reply).toMatchObject({ verdicts: rows.map(() => ({ verdict: 'accepted' })) });
  };
  const ask = async ({ device }: TestAuthor, courseId: string | undefined, act: string, body: object = {}) =>
    (await (await device.post(`/sync/authoring/${courseId}/${act}`, body)).json()) as AuthoringReply;
  const publish = (by: TestAuthor, courseId: string | undefined, rows: readonly Draft[]) =>
    ask(by, courseId, 'publish', { digest: draftsDigest(rows) });
  const pack = async <T>(hash: string) => (await (await app.request(`/packs/${hash}`)).json()) as T;
  const entryOf = async (courseId: string | undefined) =>
    ((await (await app.request('/packs/catalogue')).json()) as Catalogue).courses.find(
      (one) => one.courseId === courseId,
    );
  const written = async (number = randomInt(1e7)) => {
    const made = draftCourse(number, Date.now());
    await push(author, made.rows);
    return { ...made, id: made.ids.course as string };
  };
  const changed = (rows: readonly Draft[], id: string | undefined, said: object) =>
    rows.map((row) => (row.id === id ? (changeRow(courseDrafts, row as never, said, stamp()) as Draft) : row));
  const typed = (rows: readonly Draft[], id: string | undefined, from: string, to: string) => {
    const row = rows.find((one) => one.id === id) as Draft;
    const at = textOf(row.text).indexOf(from);
    return changed(rows, id, { text: editText(row.text, { at, remove: from.length, insert: to }, 'sitting1') });
  };
  const publishedRow = async ({ device }: TestAuthor, id: string) => {
    const { rows } = await readFeedOn(database().db)(device.learnerId, 0, { rows: 1000, bytes: 1e7 });
    return rows.find(({ key }) => key === id)?.row as Draft;
  };

  test('what an author wrote becomes a course that every device gets, and a mended typo is one part and the manifest', async () => {
    const { id, ids, rows } = await written();
    expect(await entryOf(id)).toBeUndefined();
    const digest = draftsDigest(rows);
    const checked = await ask(author, id, 'check', { digest });
    expect(checked).toMatchObject({ kind: 'checked' });
    expect(checked.kind === 'checked' && checked.changes.filter(({ kind }) => kind === 'added')).toHaveLength(13);

    const first = await publish(author, id, rows);
    expect(first).toMatchObject({ kind: 'published', isNewVersion: true });
    const entry = await entryOf(id);
    expect(entry).toMatchObject({ slug: `course-${Number(id.slice(0, 8))}`, lessonCount: 1 });
    const manifest = await pack<CourseManifest>(entry?.version ?? '');
    const lesson = manifest.units[0]?.lessons[0];
    const part = await pack<LessonPart>(lesson?.part.sha256 ?? '');
    expect(part.html).toContain('<h2>Here</h2>');
    expect(part.html).toContain('<math>');
    expect(part.activities[0]?.questions.map(({ kind }) => kind)).toEqual([
      ...[
        'multiple_choice',
        'multiple_response',
        'true_false',
        'numeric',
        'short_text',
        'ordering',
        'matching',
        'cloze',
        'code',
      ],
    ]);
    expect(part.codeExample).toMatchObject({ language: 'python', caption: 'One' });
    expect(part.activities[0]?.questions.at(-1)).toMatchObject({
      ...{ language: 'python', starter: 'def double(n):\n    pass\n' },
      ...{ tests: [{ call: 'double(4)', expected: '8' }], solution: { source: 'def double(n):\n    return 2 * n\n' } },
    });
    expect(await publishedRow(author, id)).toMatchObject({ publishedVersion: entry?.version, unpublishedAt: null });

    // Again without a change it is the same version; with one, the lesson's part and the manifest are new.
    expect(await publish(author, id, rows)).toMatchObject({ kind: 'published', isNewVersion: false });
    const mended = typed(rows, ids.lesson, 'It is long.', 'It is very long.');
    await push(author, mended);
    const again = await ask(author, id, 'check', { digest: draftsDigest(mended) });
    expect(again).toMatchObject({ kind: 'checked', changes: [{ kind: 'changed', what: 'lesson', title: 'One' }] });
    expect(await publish(author, id, mended)).toMatchObject({ kind: 'published', isNewVersion: true });
    const newer = await pack<CourseManifest>((await entryOf(id))?.version ?? '');
    expect(newer.units[0]?.lessons[0]?.part.sha256).not.toBe(lesson?.part.sha256);
    expect({ ...newer, units: [] }).toEqual({ ...manifest, units: [] });
  });

  test('only what the service has is published, and only by the device that shows the same', async () => {
    const { id, ids, rows } = await written();
    const ahead = typed(rows, ids.lesson, 'It is long.', 'Not sent yet.');
    expect(await publish(author, id, ahead)).toEqual({ kind: 'not-in-step' });
    expect(await publish(author, randomUUID(), [])).toEqual({ kind: 'unknown' });
    expect(await entryOf(id)).toBeUndefined();
  });

  test('what is unfinished, or can’t be read, is refused by the draft it is about', async () => {
    const { id, ids, rows } = await written();
    const unfinished = changed(rows, ids.numeric, { details: { answer: { value: null } } });
    await push(author, unfinished);
    expect(await publish(author, id, unfinished)).toEqual({
      kind: 'faults',
      faults: [{ id: ids.numeric, fault: 'no-answer' }],
    });
    const wrong = changed(unfinished, ids.true_false, { details: { explanation: { value: 'Because $\\frac{1$.' } } });
    await push(author, wrong);
    const both = changed(wrong, ids.numeric, { details: { answer: { value: 100 } } });
    await push(author, both);
    expect(await publish(author, id, both)).toMatchObject({
      ...{
        kind: 'problems',
        problems: [{ id: ids.true_false, message: expect.stringContaining('maths'), known: { fault: 'formula' } }],
      },
    });
  });

  test('a deleted question is retired, and comes back when its deletion is taken back', async () => {
    const { id, ids, rows } = await written();
    await publish(author, id, rows);
    const retired = async () =>
      (
        await database().query<{ id: string }>(
          'select id from questions where retired_at is not null and activity_id = $1',
          [ids.practice],
        )
      ).map((one) => one.id);
    const without = changed(rows, ids.numeric, { deletedAt: Date.now() });
    await push(author, without);
    expect(await ask(author, id, 'check', { digest: draftsDigest(without) })).toMatchObject({
      changes: expect.arrayContaining([{ kind: 'removed', what: 'question', title: 'Ask numeric' }]),
    });
    expect(await publish(author, id, without)).toMatchObject({ kind: 'published' });
    expect(await retired()).toEqual([ids.numeric]);
    const back = changed(without, ids.numeric, { deletedAt: null });
    await push(author, back);
    expect(await publish(author, id, back)).toMatchObject({ kind: 'published', isNewVersion: false });
    expect(await retired()).toEqual([]);
  });

  test('a picture that a text shows goes into the course once it has arrived, and nobody else’s does by its hash', async () => {
    const { id, ids, rows } = await written();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const sha256 = createHash('sha256').update(png).digest('hex');
    const assetId = randomUUID();
    const about = { id: assetId, kind: 'asset', courseId: id, parentId: id, title: 'dot.png' } as const;
    const asset = changeRow(
      courseDrafts,
      makeDraft(Date.now(), about, { mediaType: 'image/png' }),
      { blobHash: sha256 },
      stamp(),
    );
    const shown = typed(rows, ids.lesson, 'It is long.', `![A dot](assets/${assetId.slice(0, 8)}.png)`);
    const all = [...shown, asset as Draft];
    await push(author, all);
    // Somebody else has the bytes: knowing their hash is not having them.
    const other = await withAccount();
    await keepBytesFor({ database: database(), store }, other.device.learnerId, png);
    expect(await publish(author, id, all)).toEqual({
      kind: 'problems',
      problems: [
        {
          id: assetId,
          message: 'the file dot.png has not arrived yet',
          known: { fault: 'file-on-its-way', about: 'dot.png' },
        },
      ],
    });
    await keepBytesFor({ database: database(), store }, author.device.learnerId, png);
    expect(await publish(author, id, all)).toMatchObject({ kind: 'published' });
    const manifest = await pack<CourseManifest>((await entryOf(id))?.version ?? '');
    expect(manifest.units[0]?.lessons[0]?.assets).toMatchObject([{ sha256, mediaType: 'image/png', alt: 'A dot' }]);
    expect((await app.request(`/packs/${sha256}`)).headers.get('content-type')).toBe('image/png');

    // A sound goes the same way, and comes with the lesson.
    const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(1_200_000, 7)]);
    const kept = await keepBytesFor({ database: database(), store }, author.device.learnerId, mp3);
    const soundId = randomUUID();
    const heard = { id: soundId, kind: 'asset', courseId: id, parentId: id, title: 'bell.mp3' } as const;
    const sound = changeRow(
      courseDrafts,
      makeDraft(Date.now(), heard, { mediaType: 'audio/mpeg' }),
      { blobHash: kept.sha256 },
      stamp(),
    );
    const played = typed(
      [...all, sound as Draft],
      ids.lesson,
      '![A dot]',
      `![A bell](assets/${soundId.slice(0, 8)}.mp3)\n\n![A dot]`,
    );
    await push(author, played);
    expect(await publish(author, id, played)).toMatchObject({ kind: 'published' });
    const withSound = await pack<CourseManifest>((await entryOf(id))?.version ?? '');
    expect(withSound.units[0]?.lessons[0]?.assets[0]).toEqual({
      ...{ sha256: kept.sha256, sizeBytes: mp3.length, kind: 'audio', mediaType: 'audio/mpeg', alt: 'A bell' },
    });
  });

  test('unpublished it is hidden and still there, rolled back it is as it was, and all of it is written down', async () => {
    const { id, ids, rows } = await written();
    await publish(author, id, rows);
    const first = (await entryOf(id))?.version as string;
    const more = typed(changed(rows, ids.cloze, { deletedAt: Date.now() }), ids.lesson, 'long', 'short');
    await push(author, more);
    await publish(author, id, more);

    expect(await ask(author, id, 'unpublish')).toEqual({ kind: 'done' });
    expect(await entryOf(id)).toMatchObject({ hidden: true });
    expect((await app.request(`/queries/lessons?course=${id}`)).status).toBe(200);
    expect(((await (await app.request(`/queries/lessons?course=${id}`)).json()) as { items: unknown[] }).items).toEqual(
      [],
    );
    expect((await app.request(`/packs/${first}`)).status).toBe(200);
    expect((await publishedRow(author, id)).unpublishedAt).toEqual(expect.any(Number));

    expect(await ask(author, id, 'roll-back', { version: first })).toEqual({ kind: 'done' });
    expect(await entryOf(id)).toMatchObject({ version: first });
    expect(await entryOf(id)).not.toHaveProperty('hidden');
    expect(await database().query('select retired_at from questions where id = $1', [ids.cloze])).toEqual([
      { retired_at: null },
    ]);
    expect(await ask(author, id, 'roll-back', { version: 'f'.repeat(64) })).toEqual({ kind: 'unknown' });

    const history = (await (await author.device.get(`/sync/authoring/${id}`)).json()) as CourseHistory;
    expect(history.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(history.events.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      ...['rolled-back 1', 'unpublished 2', 'published 2', 'published 1'],
    ]);
    expect(history.events[0]?.deviceName).toBe('A phone');
  });

  test('nobody publishes, hides or sees into the course of another author; an operator may, and it stays the author’s', async () => {
    const { id, rows } = await written();
    await publish(author, id, rows);
    const { version } = (await entryOf(id)) as { version: string };
    const other = await withAccount();
    for (const act of ['check', 'publish', 'unpublish', 'roll-back'])
      expect(
        await ask(other, id, act, act === 'roll-back' ? { version } : act === 'unpublish' ? {} : { digest: '' }),
      ).toEqual({ kind: 'no-author' });
    await setRole(database(), other.email, 'author', true);
    // The ids of published courses are known to everybody: rows that use them give no right to the course.
    const stolen = changed(rows, id, { title: 'Mine now' });
    await push(other, stolen);
    expect(await publish(other, id, stolen)).toEqual({ kind: 'unknown' });
    expect(await ask(other, id, 'unpublish')).toEqual({ kind: 'unknown' });
    expect(await ask(other, id, 'roll-back', { version })).toEqual({ kind: 'unknown' });
    expect(await (await other.device.get(`/sync/authoring/${id}`)).json()).toEqual({ kind: 'unknown' });
    const ownId = randomUUID();
    const part = { ...draftCourse(randomInt(1e7), Date.now()), id: ownId };
    const mixed = [
      ...part.rows.slice(0, 4),
      ...rows.slice(4).map((row) => ({ ...row, courseId: part.ids.course as string })),
    ];
    const adopted = mixed.map((row) =>
      row.kind === 'activity' ? { ...row, parentId: part.ids.lesson as string } : row,
    );
    const fourth = await withAccount();
    await setRole(database(), fourth.email, 'author', true);
    await push(fourth, adopted);
    expect(await publish(fourth, part.ids.course, adopted)).toMatchObject({
      ...{
        kind: 'problems',
        problems: expect.arrayContaining([
          { id: part.ids.course, message: expect.stringContaining('belongs to another course') },
        ]),
      },
    });
    expect(await entryOf(id)).toMatchObject({ title: rows[0]?.title });

    await setRole(database(), other.email, 'operator', true);
    expect(await ask(other, id, 'unpublish')).toEqual({ kind: 'done' });
    const [owner] = await database().query(
      'select author_user_id = (select user_id from learners where id = $2) as own from courses where id = $1',
      [id, author.device.learnerId],
    );
    expect(owner).toEqual({ own: true });
  });

  test('a folder’s course is not for the app, and a session alone says who asks', async () => {
    const stranger = await makeTestDevice(app);
    expect((await stranger.post(`/sync/authoring/${randomUUID()}/publish`, { digest: '' })).status).toBe(401);
    expect((await author.device.post('/sync/authoring/nothing/publish', { digest: '' })).status).toBe(400);
    expect((await author.device.post(`/sync/authoring/${randomUUID()}/publish`, {})).status).toBe(400);
    const { id, rows } = await written();
    await publish(author, id, rows);
    await database().query(`update courses set source = 'folder' where id = $1`, [id]);
    expect(await publish(author, id, rows)).toEqual({ kind: 'unknown' });
    expect(await ask(author, id, 'unpublish')).toEqual({ kind: 'unknown' });
  });
});
