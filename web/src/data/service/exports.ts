import { identityOf, updateDeviceIdentity } from '../device-identity.ts';
import { askAccount } from './account.ts';

/** Tells the service which copies were made here since it was last told; those it has heard of are forgotten. */
export const tellExports = async (learnerId: string): Promise<void> => {
  const { exportedAt: told = [], claimed } = (await identityOf(learnerId)) ?? {};
  if (!claimed || told.length === 0) return;
  const asked = await askAccount('/exported', { at: told });
  if (asked.kind !== 'done') return;
  const { exportedAt = [] } = (await identityOf(learnerId)) ?? {};
  await updateDeviceIdentity(learnerId, { exportedAt: exportedAt.filter((at) => !told.includes(at)) });
};
