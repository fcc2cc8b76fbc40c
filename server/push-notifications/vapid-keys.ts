import type { Database } from '../db/connect.ts';
import { onceInMeta, readMeta } from '../db/meta.ts';

/** What proves to a push service that it is this installation that sends. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const VAPID = 'vapid';

/** Made at the first start and kept in the database: a new pair would silence every subscription there is. */
export const vapidKeys = async (database: Pick<Database, 'query'>): Promise<VapidKeys> => {
  const kept = await readMeta(database, VAPID);
  if (kept) return JSON.parse(kept);
  const { default: webPush } = await import('web-push');
  return JSON.parse(await onceInMeta(database, VAPID, () => JSON.stringify(webPush.generateVAPIDKeys())));
};
