import webPush from 'web-push';
import type { Database } from '../db/connect.ts';
import { onceInMeta } from '../db/meta.ts';

/** What proves to a push service that it is this installation that sends. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** Made at the first start and kept in the database: a new pair would silence every subscription there is. */
export const vapidKeys = async (database: Pick<Database, 'query'>): Promise<VapidKeys> =>
  JSON.parse(await onceInMeta(database, 'vapid', () => JSON.stringify(webPush.generateVAPIDKeys())));
