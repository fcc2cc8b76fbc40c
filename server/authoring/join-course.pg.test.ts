import { createHash, randomUUID } from 'node:crypto';
import type { AuthorsOfCourse } from '@hornbook/shared/authoring/authors-protocol.ts';
import { courseDrafts } from '@hornbook/shared/collections/course-drafts.ts';
import { latest, text } from '@hornbook/shared/collections/fields.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { setRole } from '../auth/roles.ts';
import { asKeeper, findBlob, keepBytesFor, usedBytes } from '../blobs/learner-blobs.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import type { TestAuthor } from '../testing/test-author.ts';
import { testCircle } from '../testing/test-circle.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { whichWait } from './join-authors.ts';
import { joinCourse } from './join-course.ts';

const QUOTA_BYTES = 1_000;

describeOnBoth('the joining of what several write', (database) => {
  const store = memoryStore();
  let app: Hono;
  const { author, context, needs, joined, comesTo, ofTwo } = testCircle(database, () => app, QUOTA_BYTES);
  beforeAll(async () => {
    app = await makeTestApp(database(), {}, store);
  });
  const some = (bytes = 100) => {
    const content = Buffer.alloc(bytes, randomUUID());
    return { content, sha256: createHash('sha256').update(content).digest('hex') };
  };
  const has = async ({ learnerId }: TestAuthor, sha256: string) =>
    (await findBlob({ database: database() }, learnerId, sha256)) !== null;
  const keep = ({ learnerId }: TestAuthor, { content }: { content: Buffer }) =>
    keepBytesFor({ database: database(), store }, learnerId, content);
  /** Puts the name of a file into the course, by a picture of its own. */
  const names = async (by: TestAuthor, id: string, sha256: string, at = Date.now()): Promise<string> => {
    const about = { id: randomUUID(), kind: 'asset', courseId: id, parentId: id, title: 'dot.png' } as const;
    await by.push([makeDraft(at, about, { mediaType: 'image/png' })]);
    await by.change(id, about.id, { blobHash: sha256 });
    return about.id;
  };
  const standing = (id: string) =>
    database().query<{ lacked: string[]; noRoom: string[] }>(
      `select lacked_files as lacked, no_room_files as "noRoom" from course_authors where course_id = $1`,
      [id],
    );

  test('[A5] whoever names the hash of another author’s own file gets nothing by it, nor has it published', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const secret = some();
    await keep(ada, secret);
    const assetId = await names(ben, id, secret.sha256);
    await joined(id);
    expect((await ada.row(id, assetId))?.blobHash, 'her copy names it now').toBe(secret.sha256);
    expect(await has(ben, secret.sha256)).toBe(false);
    // Nor by whatever becomes of the row, of the joining, or of the circle.
    await ben.change(id, assetId, { blobHash: some().sha256 });
    await joinCourse(needs(), id);
    await ben.change(id, assetId, { blobHash: secret.sha256, deletedAt: Date.now() });
    await joined(id);
    await ben.change(id, assetId, { deletedAt: null });
    await joined(id);
    await ada.ask(id, 'end', { email: ben.email });
    await comesTo(id, ada, ben);
    await joined(id);
    const eve = await author('Eve');
    await comesTo(id, ben, eve);
    await joined(id);
    for (const one of [ben, eve]) expect(await has(one, secret.sha256)).toBe(false);
    await ada.type(id, ids.lesson as string, `![A dot](assets/${assetId.slice(0, 8)}.png)\n\n`);
    expect(await ada.publish(id)).toMatchObject({
      kind: 'problems',
      problems: [{ id: assetId, known: { fault: 'file-on-its-way' } }],
    });
    // Once she puts it into the course herself it goes along, to all of them.
    await names(ada, id, secret.sha256);
    await joined(id);
    for (const one of [ben, eve]) expect(await has(one, secret.sha256)).toBe(true);
    expect(
      await database().query('select 1 from borrowed_files where course_id = $1 and sha256 = $2', [id, secret.sha256]),
    ).toEqual([]);
  });

  test('[A5] a file comes after its row, and goes on to who comes later from whoever was given it', async () => {
    const { ada, ben, id } = await ofTwo();
    const dot = some();
    const assetId = await names(ben, id, dot.sha256);
    await joined(id);
    expect((await standing(id)).map(({ lacked }) => lacked)).toEqual(expect.arrayContaining([[], [dot.sha256]]));
    expect(await whichWait(database(), [])).not.toContain(id);
    await keep(ben, dot);
    expect(await whichWait(database(), [])).toContain(id);
    await joined(id);
    expect(await has(ada, dot.sha256)).toBe(true);
    await ben.ask(id, 'end', { email: ben.email });
    const eve = await author('Eve');
    await comesTo(id, ada, eve);
    await joined(id);
    expect(await has(eve, dot.sha256)).toBe(true);
    // What nobody names any more nobody waits for.
    const never = await names(ada, id, some().sha256);
    await joined(id);
    expect((await standing(id)).flatMap(({ lacked }) => lacked)).toHaveLength(1);
    await eve.change(id, never, { deletedAt: Date.now() });
    await eve.change(id, assetId, { deletedAt: Date.now() });
    await joined(id);
    expect(await standing(id)).toEqual([1, 2].map(() => ({ lacked: [], noRoom: [] })));
  });

  test('[A5] files of others have a room of their own: what does not fit waits, is told, and comes once there is room', async () => {
    const { ada, ben, id } = await ofTwo();
    const [first, second] = [some(600), some(600)];
    for (const file of [first, second]) {
      await keep(ben, file);
      await names(ben, id, file.sha256);
    }
    await joined(id);
    const waits = (await has(ada, first.sha256)) ? second : first;
    expect([await has(ada, first.sha256), await has(ada, second.sha256)].filter(Boolean)).toHaveLength(1);
    const used = ({ learnerId }: TestAuthor) =>
      asKeeper({ database: database() }, learnerId, (runner) => usedBytes(runner, learnerId));
    expect([await used(ada), await used(ben)]).toEqual([0, 1_200]);
    expect(await ada.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ filesWithoutRoom: 1 });
    expect(await ben.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ filesWithoutRoom: 0 });
    expect(await whichWait(database(), []), 'nothing goes round for it').not.toContain(id);
    await database().query('delete from learner_blobs where learner_id = $1', [ada.learnerId]);
    await ben.change(id, id, { title: 'Joined again' });
    await joined(id);
    expect(await has(ada, waits.sha256)).toBe(true);
    expect(await ada.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ filesWithoutRoom: 0 });
  });

  test('[A4] nothing goes round for files of an author whose account may not write courses', async () => {
    const { ada, ben, id } = await ofTwo();
    const cy = await author('Cy');
    await comesTo(id, ada, cy);
    await joined(id);
    const file = some();
    await names(cy, id, file.sha256);
    await joined(id);
    await setRole(database(), cy.email, 'author', false);
    await keep(cy, file);
    await joined(id);
    expect(await whichWait(database(), [])).not.toContain(id);
    await setRole(database(), cy.email, 'author', true);
    expect(await whichWait(database(), [])).toContain(id);
    await joined(id);
    for (const one of [ada, ben]) expect(await has(one, file.sha256)).toBe(true);
  });

  test('[A4] ending it stops a joining that is under way', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    await ada.type(id, ids.lesson as string, 'Of Ada. ');
    await ben.type(id, ids.lesson as string, 'Of Ben. ');
    const withLearner = withLearnerOn(database().db);
    let given = 0;
    const ending: typeof withLearner = async (learnerId, work) => {
      if (given === 0) expect(await ada.ask(id, 'end', { email: ben.email })).toEqual({ kind: 'done' });
      given += 1;
      return withLearner(learnerId, work);
    };
    const outcome = await joinCourse({ ...needs(), context: { ...context(), withLearner: ending } }, id);
    expect(outcome).toEqual({ kind: 'stopped' });
    const [first, second] = [ada, ben].toSorted((a, b) => (a.learnerId < b.learnerId ? -1 : 1));
    // What was on its way when it ended arrives; nothing is begun after that.
    expect(await first?.text(id, ids.lesson as string)).toMatch(/Of Ada.*Of Ben|Of Ben.*Of Ada/);
    expect(await second?.text(id, ids.lesson as string)).not.toMatch(/Of Ada.*Of Ben|Of Ben.*Of Ada/);
  });

  test('[A3] a row that is refused to one of them, or can’t be stored, is told as just that, and joined when it can be', async () => {
    const { ada, ben, id, ids } = await ofTwo();
    const unit = ids.unit as string;
    const { withLearner } = context();
    const failing: typeof withLearner = (learnerId, work) =>
      withLearner(learnerId, (store) =>
        work({ ...store, putRows: () => Promise.reject(new Error('The disk is full.')) }),
      );
    const short = { ...courseDrafts, fields: { ...courseDrafts.fields, title: latest(text(10)) } };
    const stricter = { ...collections, courseDrafts: short as never as typeof courseDrafts };
    for (const [meanwhile, why] of [
      [{ withLearner: failing }, 'not-stored'],
      [{ collections: stricter }, 'refused'],
    ] as const) {
      await ada.change(id, unit, { title: `As it was allowed before: ${why}` });
      const outcome = await joinCourse({ ...needs(), context: { ...context(), ...meanwhile } }, id);
      expect(outcome).toEqual({ kind: 'joined', refused: 1 });
      for (const one of [ada, ben])
        expect(await one.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ apart: [{ id: unit, why }] });
      await ben.type(id, ids.lesson as string, 'Something else. ');
      await joined(id);
      expect((await ben.row(id, unit))?.title).toContain(why);
      expect(await ada.tell<AuthorsOfCourse>(`${id}/authors`)).toMatchObject({ apart: [] });
    }
  });
});
