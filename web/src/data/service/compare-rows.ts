import { collections } from '@hornbook/shared/collections/index.ts';
import { type DigestReply, type DigestRequest, digestReplySchema } from '@hornbook/shared/sync/digest.ts';
import { compareDigest, readDigest } from '@hornbook/shared/sync/engine/compare-digest.ts';
import { PROTOCOL } from '@hornbook/shared/sync/protocol.ts';
import { now } from '../clock.ts';
import type { Connections } from '../open-databases.ts';
import { Unreachable } from './ask-service.ts';
import { post } from './claim.ts';

export type Compared =
  /** The service has every row of this learner as it is here. */
  | 'same'
  /** It has not; a pass was begun, which sends and fetches what either lacks. */
  | 'differs'
  /** Something waits, or not everything was read back yet. */
  | 'not-yet'
  | 'unreachable';

/** [R2] Asks the service whether it has what is here, row for row: not what it promised, but what it stores. */
export const compareRows = async ({ device, storage }: Connections): Promise<Compared> => {
  const context = {
    learnerId: device.learnerId,
    storage,
    collections,
    clock: { now },
    random: { next: Math.random },
    transport: { push: async () => ({ kind: 'unauthorised' }) as const },
  };
  const ours = await readDigest(context, null);
  if (!ours) return 'not-yet';
  const request: DigestRequest = { protocol: PROTOCOL, learnerId: device.learnerId, ...ours };
  try {
    const response = await post('/sync/digest', request);
    if (!response.ok) return 'unreachable';
    const reply = digestReplySchema.safeParse(await response.json().catch(() => null));
    if (!reply.success) return 'unreachable';
    const found = await compareDigest(context, reply.data as DigestReply, null);
    if (found === 'not-comparable') return 'not-yet';
    return found === 'rows' ? 'differs' : 'same';
  } catch (error) {
    if (error instanceof Unreachable) return 'unreachable';
    throw error;
  }
};
