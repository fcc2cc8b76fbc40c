import type { PackedReply, PushedRow, PushReply, PushRequest, Verdict } from './protocol.ts';
import { isRecord } from './row.ts';

/** The reply to a packed push: most rows are simply accepted, and of those the revision says which one is meant. */
export const packReply = (reply: PushReply): PackedReply => {
  if ('retry' in reply) return reply;
  const accepted: number[] = [];
  const verdicts: Verdict[] = [];
  let last = 0;
  for (const verdict of reply.verdicts) {
    if (verdict.verdict === 'accepted') {
      accepted.push(verdict.rev - last);
      last = verdict.rev;
    } else verdicts.push(verdict);
  }
  return { ...reply, verdicts, accepted };
};

/** The reply to `request` as it was before it was packed; whatever is not packed comes back as it is. */
export const unpackReply = (reply: unknown, { rows }: Pick<PushRequest, 'rows'>): unknown => {
  if (!isRecord(reply) || !Array.isArray(reply.accepted) || !Array.isArray(reply.verdicts)) return reply;
  const { accepted, ...rest } = reply;
  const sent = new Map<number, PushedRow>(rows.map((row) => [row.rev, row]));
  const verdicts = [...(reply.verdicts as Verdict[])];
  let rev = 0;
  for (const step of accepted) {
    rev += Number(step);
    const row = sent.get(rev);
    if (row) verdicts.push({ collection: row.collection, key: row.key, rev, verdict: 'accepted' });
  }
  return { ...rest, verdicts };
};
