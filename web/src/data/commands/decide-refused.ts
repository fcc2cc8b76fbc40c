import { collections } from '@hornbook/shared/collections/index.ts';
import * as quarantine from '@hornbook/shared/sync/engine/quarantine.ts';
import { now } from '../clock.ts';
import { connect } from '../connections.ts';

/** Puts what was refused back and sends it again, for instance to a newer server. */
export const retryQuarantined = async (id: string): Promise<{ kind: 'retrying' } | { kind: 'unknown' }> => {
  const { storage } = await connect();
  const found = await quarantine.retryQuarantined({ storage, clock: { now }, collections }, id);
  return { kind: found ? 'retrying' : 'unknown' };
};

/** Drops what was refused, for good. */
export const discardQuarantined = async (id: string): Promise<{ kind: 'discarded' }> => {
  const { storage } = await connect();
  await quarantine.discardQuarantined({ storage }, id);
  return { kind: 'discarded' };
};
