import { Dexie } from 'dexie';
import { beforeEach, expect, test, vi } from 'vitest';
import { blobCacheName } from './blobs/blob-cache.ts';
import { ask } from './commands/converse.ts';
import { exportOwnData } from './commands/export-own-data.ts';
import { giveFeedback } from './commands/give-feedback.ts';
import { makeOwn, noteHandedOver } from './commands/hand-over.ts';
import { keepDraft } from './commands/keep-draft.ts';
import { keepFile } from './commands/keep-files.ts';
import { createMaterial } from './commands/keep-materials.ts';
import { createSubject } from './commands/keep-subjects.ts';
import { setProfile } from './commands/set-profile.ts';
import { addLearner, chooseLearner } from './commands/share-device.ts';
import { keepVersion } from './commands/type-in-note.ts';
import { connect } from './connections.ts';
import { deviceIdentity } from './device-identity.ts';
import { handOverDatabase } from './hand-over/hand-over-database.ts';
import { keepMediaPlace, mediaPlace } from './media-place.ts';
import { removeLeaving } from './remove-learner.ts';
import { fakeCaches } from './testing/fake-caches.ts';
import { freshDevice } from './testing/fresh-device.ts';

let kept: Map<string, string>;
let caches: ReturnType<typeof fakeCaches>;
beforeEach(async () => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  });
  caches = fakeCaches();
  await freshDevice();
});

const secretOf = (name: string) => `what ${name} keeps`;

/** Writes something of everything that a learner can write. Gives the learner's id. */
const doEverything = async (name: string): Promise<string> => {
  const text = secretOf(name);
  const { learnerId } = (await connect()).device;
  await setProfile({ bio: text });
  const subject = await createSubject({ name: text });
  if (subject.kind !== 'created') throw new Error(subject.kind);
  const note = await createMaterial(subject.id, text, { kind: 'text', text });
  if (note.kind !== 'created') throw new Error(note.kind);
  await keepVersion(note.id, text, Date.now());
  const file = await keepFile(new Blob([text]), `${text}.txt`);
  if (file.kind !== 'kept') throw new Error(file.kind);
  const { sha256, sizeBytes, mediaType, fileName } = file;
  await createMaterial(subject.id, text, { kind: 'file', blobHash: sha256, sizeBytes, mediaType, fileName });
  await ask(
    { about: { context: 'general', courseId: null, lessonId: null, activityId: null, materialId: null } },
    { text, passages: [] },
  );
  await giveFeedback({ targetKind: 'app', targetId: 'app', courseId: null }, { stars: '3', type: 'idea', text });
  await keepDraft(note.id, { text } as never);
  keepMediaPlace('story.webm', 5_000 + name.length);
  const own = await makeOwn();
  if (own.kind !== 'made') throw new Error(own.kind);
  await noteHandedOver(own.bundle, 'file');
  return learnerId;
};

/** Everything in this browser, by the name of what holds it. */
const everything = async (): Promise<Map<string, string>> => {
  const found = new Map(kept);
  for (const name of await Dexie.getDatabaseNames()) {
    const database = await new Dexie(name).open();
    const rows = await Promise.all(database.tables.map((table) => table.toArray()));
    found.set(name, JSON.stringify(rows));
    database.close();
  }
  for (const name of caches.names()) found.set(name, await caches.textOf(name));
  return found;
};
const holding = async (text: string): Promise<string[]> =>
  [...(await everything())].flatMap(([name, held]) => (held.includes(text) ? [name] : [])).sort();
const until = (learnerId: string) =>
  vi.waitFor(async () => expect((await connect()).device.learnerId).toBe(learnerId), { timeout: 3_000 });

test('two who share a device: what one writes lies in places of that one’s own, is in no copy of the other, and goes with them alone', async () => {
  const ada = await doEverything('Ada');
  await addLearner({ name: 'Bo', picture: null });
  const bo = (await deviceIdentity()).learnerId;
  await until(bo);
  // Nothing of the one before is there when somebody else comes.
  expect(mediaPlace('story.webm')).toBe(0);
  const { learner } = await connect();
  for (const table of learner.tables) {
    const rows = await table.toArray();
    expect(JSON.stringify(rows), table.name).not.toContain(secretOf('Ada'));
  }
  await doEverything('Bo');
  const placesOf = (id: string) => [`hornbook-${id}`, blobCacheName(id)].sort();
  expect(await holding(secretOf('Ada'))).toEqual(placesOf(ada));
  expect(await holding(secretOf('Bo'))).toEqual(placesOf(bo));
  for (const format of ['json', 'csv'] as const) {
    const text = await (await exportOwnData(format)).file.text();
    expect(text).not.toContain(secretOf('Ada'));
    expect(text).not.toContain(ada);
  }
  expect((await handOverDatabase().handedOver.toArray()).map(({ learnerId }) => learnerId)).toEqual([ada, bo]);

  await chooseLearner(ada);
  await until(ada);
  expect(mediaPlace('story.webm')).toBe(5_003);
  const before = (await everything()).get(`hornbook-${ada}`);
  await removeLeaving({ ...(await deviceIdentity()) });
  expect(before).toContain(secretOf('Ada'));
  expect(await holding(secretOf('Ada'))).toEqual([]);
  expect(await holding(ada)).toEqual([]);
  expect(await holding(secretOf('Bo'))).toEqual(placesOf(bo));
  expect((await handOverDatabase().handedOver.toArray()).map(({ learnerId }) => learnerId)).toEqual([bo]);
});
