import { randomUUID } from 'node:crypto';
import { PROTOCOL, type PushReply, type PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { expect, test } from 'vitest';
import { makeTurns } from '../sync/turns.ts';
import { pushRoute } from './push.ts';

const JUDGED: PushReply = { protocol: PROTOCOL, epoch: 'e', time: 0, verdicts: [] };
const AGAIN: PushReply = { protocol: PROTOCOL, epoch: 'e', time: 0, retry: 'epoch' };

/** A route whose pushes are judged when the test says so, and whom it told that all was there. */
const route = () => {
  const learnerId = randomUUID();
  const told: string[] = [];
  const judging: { push: PushRequest; end: (reply: PushReply) => void }[] = [];
  const app = pushRoute({
    currentLearner: async () => learnerId,
    apply: (push) => new Promise((end) => judging.push({ push, end })),
    turns: makeTurns({ atOnce: 4 }),
    rate: null,
    uploaded: (id) => void told.push(id),
  });
  const push = (more: boolean) =>
    app.request('/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        protocol: PROTOCOL,
        learnerId,
        replicaId: 'replicaa00',
        epoch: 'e',
        heard: 0,
        more,
        rows: [],
      }),
    });
  const atWork = async (count: number) => {
    while (judging.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { learnerId, told, judging, push, atWork };
};

test('[P7] that this was all holds when the pushes before it are judged, in whichever order they end', async () => {
  const { learnerId, told, judging, push, atWork } = route();
  const first = push(true);
  await atWork(1);
  const last = push(false);
  await atWork(2);
  judging[1]?.end(JUDGED);
  expect((await last).status).toBe(200);
  expect(told).toEqual([]);
  judging[0]?.end(JUDGED);
  await first;
  expect(told).toEqual([learnerId]);
});

test('[P7] what is to be sent again was not all, nor is what another device goes on sending', async () => {
  const { told, judging, push, atWork } = route();
  const again = push(false);
  await atWork(1);
  judging[0]?.end(AGAIN);
  await again;
  expect(told).toEqual([]);

  const last = push(false);
  await atWork(2);
  const before = push(true);
  await atWork(3);
  judging[1]?.end(JUDGED);
  await last;
  judging[2]?.end(JUDGED);
  await before;
  expect(told).toHaveLength(1);
});
