import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** Notes that notices were read; on every device of the learner then. */
export const readNotices = async (ids: readonly string[]): Promise<Stored | NotStored> => {
  if (ids.length === 0) return { kind: 'stored' };
  return localWrite(await connect(), async ({ at, put }) => {
    for (const id of ids) await put('notifications', { id, readAt: at });
    return { kind: 'stored' };
  });
};
