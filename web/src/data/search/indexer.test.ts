import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connections } from '../connections.ts';
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
