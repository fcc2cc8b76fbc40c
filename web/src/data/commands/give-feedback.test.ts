import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { giveFeedback, withdrawFeedback } from './give-feedback.ts';

let device: Connections;
beforeEach(async () => {
  device = await freshDevice();
});
const app = { targetKind: 'app', targetId: 'app', courseId: null } as const;
const rows = () => device.learner.rows('feedback').toArray();

test('feedback is one a target, can be changed and taken back, and waits to be sent like everything else', async () => {
  await giveFeedback(app, { stars: '3', type: 'idea', text: ' More birds. ' });
  await giveFeedback(app, { stars: '5', type: 'praise', text: 'Birds!' });
  expect(await rows()).toMatchObject([
    { _key: 'app/app', stars: '5', type: 'praise', text: 'Birds!', deletedAt: null },
  ]);
  expect(await device.learner.outbox.toArray()).toMatchObject([{ collection: 'feedback', key: 'app/app' }]);
  await withdrawFeedback(app);
  expect((await rows())[0]?.deletedAt).not.toBeNull();
  await giveFeedback(app, { stars: '4', type: 'praise', text: '' });
  expect((await rows())[0]).toMatchObject({ stars: '4', deletedAt: null });
});
