import { beforeEach, expect, test, vi } from 'vitest';
import { enrol } from '../commands/enrol.ts';
import { removeMedia } from '../commands/remove-downloads.ts';
import type { Connections } from '../connections.ts';
import { readTraffic } from '../queries/downloads.ts';
import { readPhrases } from '../queries/phrases.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice, install } from '../testing/fresh-device.ts';
import { type PublishedSample, publishSample, SAMPLE } from '../testing/sample-course.ts';
import { keepHeard } from './keep-heard.ts';
import { PACK_CACHE, packUrl } from './pack-url.ts';

let device: Connections;
let course: PublishedSample;
let kept: ReturnType<typeof fakeCaches>;
beforeEach(async () => {
  kept = fakeCaches();
  device = await freshDevice();
  course = await publishSample({ units: 1, lessons: 1, questions: 1, spoken: 1 });
  await install(device, course);
  await enrol(SAMPLE.courseId);
});

const referencesOf = async () => {
  const [phrase] = await readPhrases(device);
  const { sha256 } = phrase?.question.references ?? { sha256: '' };
  return { sha256, bytes: course.files.get(sha256) as Uint8Array<ArrayBuffer>, isHere: phrase?.soundIsHere };
};

test('what a phrase was heard from and compared with is here from then on, counted once, and goes when it is removed', async () => {
  const { sha256, bytes, isHere } = await referencesOf();
  expect(isHere).toBe(false);
  await keepHeard(sha256, bytes, 'application/octet-stream');
  await keepHeard(sha256, bytes, 'application/octet-stream');
  expect(kept.urls(PACK_CACHE)).toContain(packUrl(sha256));
  expect((await readTraffic(device)).todayBytes).toBe(bytes.length);
  // It can be judged; a voice to hear it by is still missing.
  expect((await referencesOf()).isHere).toBe(false);
  const voice = (await readPhrases(device))[0]?.question.voices[0]?.sources[0]?.sha256 ?? '';
  await keepHeard(voice, course.files.get(voice) as Uint8Array<ArrayBuffer>, 'audio/webm');
  expect((await referencesOf()).isHere).toBe(true);

  await removeMedia(SAMPLE.courseId);
  expect(await device.catalogue.assets.get(sha256)).toBeUndefined();
  expect(kept.urls(PACK_CACHE)).not.toContain(packUrl(sha256));
});

test('nothing is kept where there is no room', async () => {
  const { sha256, bytes } = await referencesOf();
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1_000, usage: 999 }) } });
  await keepHeard(sha256, bytes, 'application/octet-stream');
  vi.unstubAllGlobals();
  expect(await device.catalogue.assets.get(sha256)).toBeUndefined();
});
