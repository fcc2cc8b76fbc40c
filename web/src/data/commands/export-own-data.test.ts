import { readBundle } from '@hornbook/shared/bundle/bundle-text.ts';
import { editText } from '@hornbook/shared/text/edit-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Connections, disconnect } from '../connections.ts';
import { toCsv } from '../export/csv.ts';
import { LearnerDatabase } from '../learner-database.ts';
import { readFileState } from '../queries/files.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { SAMPLE } from '../testing/sample-course.ts';
import { exportOwnData } from './export-own-data.ts';
import { keepFile } from './keep-files.ts';
import { createMaterial } from './keep-materials.ts';
import { putBack, receiveBundle } from './receive-bundle.ts';
import { setProfile } from './set-profile.ts';
import { completeLesson } from './study-lesson.ts';
import { saveNote } from './type-in-note.ts';

let device: Connections;
beforeEach(async () => {
  device = await freshDevice();
  await setProfile({ displayName: 'Ana', bio: '=cmd|calc' });
  await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
});

const copy = async () => JSON.parse(await (await exportOwnData()).file.text());

describe('a copy of everything', () => {
  test('can be put back as it is, also after the browser has forgotten everything', async () => {
    const text = await (await exportOwnData()).file.text();
    device = await freshDevice();
    expect(await receiveBundle(text)).toMatchObject({ kind: 'own', mine: false, from: 'Ana' });
    expect(await putBack(text, { evenIfAnothers: true })).toMatchObject({ kind: 'taken-in', unreadable: 0 });
    expect((await device.learner.rows('profile').get('me'))?.displayName).toBe('Ana');
    expect(await device.learner.rows('lessonProgress').count()).toBe(1);
  });

  test('is made without the engine, its queue and its state, and after a newer app was here', async () => {
    const { learnerId } = device.device;
    await disconnect();
    const newer = new Dexie(`hornbook-${learnerId}`);
    await newer.open();
    const stores = Object.fromEntries(newer.tables.map((table) => [table.name, table.schema.primKey.src]));
    const version = newer.verno;
    newer.close();
    const changed = new Dexie(`hornbook-${learnerId}`);
    changed.version(version + 7).stores({ ...stores, outbox: null, syncState: null });
    await changed.open();
    changed.close();
    const read = await copy();
    expect(read.rows.profile).toMatchObject([{ displayName: 'Ana' }]);
    expect(read.couldNotBeRead).toEqual([]);
    expect(readBundle(read.putBack).kind).toBe('read');
  });

  test('of a damaged store has what can still be read, and says what it lacks', async () => {
    // As a damaged block shows: a read over it fails, and others don't.
    const whole = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore) {
      throw new DOMException(`unreadable: ${this.name}`, 'UnknownError');
    });
    const cursor = vi.spyOn(IDBObjectStore.prototype, 'openCursor').mockImplementation(() => {
      throw new DOMException('unreadable', 'UnknownError');
    });
    try {
      const read = await copy();
      expect(read.rows.profile).toMatchObject([{ displayName: 'Ana' }]);
      expect(read.rows.lessonProgress).toHaveLength(1);
      expect(read.couldNotBeRead).toContainEqual({ store: 'profile', missing: 0, reason: expect.any(String) });
    } finally {
      whole.mockRestore();
      cursor.mockRestore();
    }
  });

  test('without the record of who is here is of the one who learns here, and of nobody where there are several', async () => {
    await disconnect();
    await Dexie.delete('hornbook-device');
    const read = await copy();
    expect(read).toMatchObject({ learnerId: device.device.learnerId, deviceId: null, putBack: null });
    expect(read.rows.profile).toHaveLength(1);
    const other = new LearnerDatabase('20000000-0000-4000-8000-000000000000');
    await other.open();
    other.close();
    await Dexie.delete('hornbook-device');
    expect(await copy()).toMatchObject({ learnerId: null, couldNotBeRead: [{ store: 'all' }] });
  });

  test('as tables is an archive of one for each kind of thing', async () => {
    const { file, fileName } = await exportOwnData('csv');
    expect(fileName).toMatch(/^hornbook-.*\.zip$/);
    const text = await file.text();
    expect(text.slice(0, 2)).toBe('PK');
    for (const name of ['profile.csv', 'lessonProgress.csv', 'not-yet-sent.csv']) expect(text).toContain(name);
    expect(text).toContain('Ana');
    expect(text).toContain("'=cmd|calc");
  });
});

describe('notes and files', () => {
  beforeEach(() => void fakeCaches());
  afterEach(() => vi.unstubAllGlobals());
  const beginNote = async (): Promise<string> => {
    const made = await createMaterial(SAMPLE.courseId, 'Leaves', { kind: 'text', text: 'Green.' });
    if (made.kind !== 'created') throw new Error(made.kind);
    const row = await device.learner.rows('materials').get(made.id);
    await saveNote(made.id, editText(row?.text ?? [], { at: 0, remove: 1, insert: 'Light g' }, 'sittingz'));
    return made.id;
  };
  const keepPicture = async (): Promise<void> => {
    const kept = await keepFile(new Blob(['bytes of a leaf']), 'leaf/of:a tree.txt');
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    const { sha256: blobHash, sizeBytes, mediaType, fileName } = kept;
    await createMaterial(SAMPLE.courseId, 'Leaf', { kind: 'file', blobHash, sizeBytes, mediaType, fileName });
  };

  test('are in a copy as they read, and in the archive with their bytes', async () => {
    const id = await beginNote();
    await keepPicture();
    expect((await copy()).notes).toEqual([{ id, title: 'Leaves', text: 'Light green.' }]);
    const text = await (await exportOwnData('csv')).file.text();
    for (const said of ['Light green.', 'files.csv', 'files/1 leaf of a tree.txt', 'bytes of a leaf'])
      expect(text).toContain(said);
  });

  test('which are not here, or can’t be read, are counted, and the rest is in the archive', async () => {
    await keepPicture();
    const elsewhere = { sizeBytes: 5, mediaType: 'image/png', fileName: 'root.png' };
    await createMaterial(SAMPLE.courseId, 'Root', { kind: 'file', blobHash: 'e'.repeat(64), ...elsewhere });
    const copied = await exportOwnData('csv');
    expect(copied.missingFiles).toBe(1);
    expect(await copied.file.text()).toMatch(/root\.png,e{64},\r\n/);

    const read = vi
      .spyOn(Blob.prototype, 'arrayBuffer')
      .mockRejectedValueOnce(new DOMException('', 'NotReadableError'));
    const broken = await exportOwnData('csv');
    read.mockRestore();
    expect(broken.missingFiles).toBe(2);
    expect(await broken.file.text()).toContain('materials.csv');
  });

  test('[M4] come back from a copy joined with what was typed since, and a file asks for its bytes', async () => {
    const id = await beginNote();
    await keepPicture();
    const text = await (await exportOwnData()).file.text();
    const before = (await device.learner.rows('materials').get(id))?.text ?? [];
    await saveNote(id, editText(before, { at: textOf(before).length, remove: 0, insert: ' Since.' }, 'sittingy'));
    expect(await putBack(text)).toMatchObject({ kind: 'taken-in', unreadable: 0 });
    expect(textOf((await device.learner.rows('materials').get(id))?.text ?? [])).toBe('Light green. Since.');

    device = await freshDevice();
    expect(await putBack(text, { evenIfAnothers: true })).toMatchObject({ kind: 'taken-in', unreadable: 0 });
    const rows = await device.learner.rows('materials').toArray();
    expect(rows.map(({ title, kind }) => `${kind} ${title}`).sort()).toEqual(['file Leaf', 'text Leaves']);
    expect(textOf(rows.find(({ kind }) => kind === 'text')?.text ?? [])).toBe('Light green.');
    const file = rows.find(({ kind }) => kind === 'file');
    expect(await readFileState(device, file?.blobHash ?? '')).toMatchObject({ kind: 'elsewhere' });
  });
});

test('a table keeps commas, quotes and lines within their cell, and no cell is run as a formula', () => {
  const rows = [
    { a: 'x, y', b: '"q"', c: 'two\nlines', d: 1, e: null },
    { a: '=1+1', b: ['x'], c: '-5', d: -5, f: true },
  ];
  expect(toCsv(rows)).toBe(
    '\ufeffa,b,c,d,e,f\r\n"x, y","""q""","two\nlines",1,,\r\n\'=1+1,"[""x""]",\'-5,-5,,true\r\n',
  );
});

test('says to other platforms what was finished, as xAPI statements, each the same every time', async () => {
  vi.stubGlobal('location', { origin: 'https://learn.example.org' });
  const read = async () => JSON.parse(await (await exportOwnData('xapi')).file.text());
  const statements = await read();
  expect(statements.map(({ verb }: { verb: { id: string } }) => verb.id.split('/').at(-1)).sort()).toEqual([
    'completed',
    'registered',
  ]);
  expect(statements).toContainEqual(
    expect.objectContaining({
      actor: expect.objectContaining({
        account: { homePage: 'https://learn.example.org', name: device.device.learnerId },
      }),
      object: expect.objectContaining({ id: `urn:uuid:${SAMPLE.lessonId(0, 0)}` }),
      result: { completion: true },
    }),
  );
  expect(await read()).toEqual(statements);
});
