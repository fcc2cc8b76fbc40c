import { expect, test } from 'vitest';
import { packReply, unpackReply } from './packed-reply.ts';
import type { PushReply } from './protocol.ts';

const head = { protocol: 1, epoch: 'E1', time: 5 } as const;
const rows = [7, 9, 4].map((rev) => ({
  ...{ collection: 'studyDays', key: `day ${rev}`, rev },
  row: { stamps: {}, deletedAt: null },
}));
const about = (rev: number) => ({ collection: 'studyDays', key: `day ${rev}`, rev });
const overTheWire = (reply: PushReply) => unpackReply(JSON.parse(JSON.stringify(packReply(reply))), { rows });

test('[P2] a packed reply says the same of every row', () => {
  const waits = { ...about(9), verdict: 'wait', code: 'unknown-content', message: '' } as const;
  const accepted = [7, 4].map((rev) => ({ ...about(rev), verdict: 'accepted' as const }));
  const reply: PushReply = { ...head, verdicts: [accepted[0] ?? waits, waits, accepted[1] ?? waits] };
  expect(overTheWire(reply)).toEqual({ ...head, verdicts: [waits, ...accepted] });
});

test('one without verdicts, one that is not packed, and what is no reply stay as they are', () => {
  const retry: PushReply = { ...head, retry: 'epoch' };
  expect(overTheWire(retry)).toEqual(retry);
  for (const other of [{ ...head, verdicts: [] }, null, 'text', { accepted: [1] }])
    expect(unpackReply(other, { rows })).toBe(other);
});

test('of a row that was not sent nothing is said', () => {
  expect(unpackReply({ ...head, verdicts: [], accepted: [7, 1, 'x'] }, { rows })).toEqual({
    ...head,
    verdicts: [{ ...about(7), verdict: 'accepted' }],
  });
});
