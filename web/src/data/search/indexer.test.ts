import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { removeBlob } from '../blobs/blob-cache.ts';
import { keepFile } from '../commands/keep-files.ts';
import { createMaterial } from '../commands/keep-materials.ts';
import type { Connections } from '../connections.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice, install } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { type Indexer, startIndexer } from './indexer.ts';
import { TOKENIZER_VERSION } from './tokenize.ts';

let device: Connections;
let indexer: Indexer | undefined;
beforeEach(async () => {
  device = await freshDevice();
});
afterEach(() => indexer?.stop());
const start = () => {
  indexer?.stop();
  indexer = startIndexer(device, { keepAfterMs: 5 });
  return indexer;
};
const kept = () => vi.waitFor(async () => expect(await device.learner.searchIndex.get('index')).toBeDefined());

test('finds what is in downloaded lessons, follows what comes and goes, and is taken up again after a reload', async () => {
  expect(await start().search('chlorophyll')).toEqual([]);
  const html = '<h2>Leaves</h2><p>They are green by chlorophyll.</p>';
  await install(device, await publishSample({ units: 2, lessons: 2, firstLessonHtml: html }));
  const lessonId = SAMPLE.lessonId(0, 0);
  await vi.waitFor(async () =>
    expect(await indexer?.search('chlorophyl')).toMatchObject([
      { kind: 'lesson', sourceId: lessonId, parentId: SAMPLE.courseId, place: 0, heading: 'Leaves' },
    ]),
  );
  await kept();

  // Nothing is read again that is in it already.
  const read = vi.spyOn(device.catalogue.parts, 'get');
  expect(await start().search('chlorophyll')).toHaveLength(1);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();

  await device.catalogue.parts.clear();
  await vi.waitFor(async () => expect(await indexer?.search('chlorophyll')).toEqual([]));
});

test('finds what stands in a page that was kept and in a text, once they are here, and at its place on the page', async () => {
  fakeCaches();
  const keep = async (text: string, name: string) => {
    const kept = await keepFile(new Blob([text]), name);
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    const { sha256: blobHash, sizeBytes, mediaType, fileName } = kept;
    return { blobHash, sizeBytes, mediaType, fileName };
  };
  const html = '<h2>Roots</h2><p>They drink rain.</p><h2>Leaves</h2><p>Green by chlorophyll &amp; light.</p>';
  const about = { byline: null, siteName: null, lang: null, dir: null, takenAt: 1 };
  const copy = await keep(
    JSON.stringify({ format: 1, url: 'https://example.org', title: 'Plants', ...about, html }),
    'plants',
  );
  const page = await createMaterial(SAMPLE.courseId, 'Plants', { kind: 'url', url: 'https://example.org' });
  const text = await createMaterial(SAMPLE.courseId, 'A list', {
    kind: 'file',
    ...(await keep('bark\n\nsap', 'list.txt')),
  });
  if (page.kind !== 'created' || text.kind !== 'created') throw new Error('not kept');
  expect(await start().search('chlorophyll')).toEqual([]);
  expect(await indexer?.search('sap')).toMatchObject([{ kind: 'material', sourceId: text.id, place: 0 }]);
  expect(await indexer?.search('list.txt')).toMatchObject([{ sourceId: text.id }]);
  await device.learner.rows('materials').update(page.id, { snapshotHash: copy.blobHash });
  await vi.waitFor(async () =>
    expect(await indexer?.search('chlorophyll')).toMatchObject([
      { kind: 'material', sourceId: page.id, place: 1, heading: 'Leaves' },
    ]),
  );
  await removeBlob(device.device.learnerId, copy.blobHash);
  await device.learner.blobs.update(copy.blobHash, { isHere: 0 });
  await vi.waitFor(async () => expect(await indexer?.search('chlorophyll')).toEqual([]));
  expect(await indexer?.search('plants')).toMatchObject([{ sourceId: page.id }]);
  vi.unstubAllGlobals();
});

test('an index of another tokenizer, or one that can’t be read, is made anew', async () => {
  await install(device, await publishSample({ firstLessonHtml: '<p>Chlorophyll.</p>' }));
  for (const broken of [{ tokenizerVersion: 0 }, { data: { serializationVersion: 99 } }]) {
    await start().settled();
    await vi.waitFor(async () =>
      expect(await device.learner.searchIndex.get('index')).toMatchObject({ tokenizerVersion: TOKENIZER_VERSION }),
    );
    indexer?.stop();
    const stored = await device.learner.searchIndex.get('index');
    if (stored) await device.learner.searchIndex.put({ ...stored, ...broken });
    expect(await start().search('chlorophyll')).toHaveLength(1);
  }
});
