import { readBundle } from '@hornbook/shared/bundle/bundle-text.ts';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Connections, disconnect } from '../connections.ts';
import { toCsv } from '../export/csv.ts';
import { LearnerDatabase } from '../learner-database.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { SAMPLE } from '../testing/sample-course.ts';
import { exportOwnData } from './export-own-data.ts';
import { putBack, receiveBundle } from './receive-bundle.ts';
import { setProfile } from './set-profile.ts';
import { completeLesson } from './study-lesson.ts';

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

test('a table keeps commas, quotes and lines within their cell, and no cell is run as a formula', () => {
  const rows = [
    { a: 'x, y', b: '"q"', c: 'two\nlines', d: 1, e: null },
    { a: '=1+1', b: ['x'], c: '-5', d: -5, f: true },
  ];
  expect(toCsv(rows)).toBe(
    '\ufeffa,b,c,d,e,f\r\n"x, y","""q""","two\nlines",1,,\r\n\'=1+1,"[""x""]",\'-5,-5,,true\r\n',
  );
});
