import { connect } from '../connections.ts';
import { roomFor } from './room.ts';
import { storeAsset } from './store-asset.ts';
import { keepTraffic, noteReceived } from './traffic.ts';

/**
 * Keeps a small, proven file of a course that a learner has just heard or was compared with, so that the phrase can be said again
 * without a connection. It is counted among the course's files and goes with them. Where it can't be kept, nothing is lost:
 * it is only asked for again.
 */
export const keepHeard = async (sha256: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<void> => {
  const { catalogue } = await connect();
  if (await catalogue.assets.get(sha256)) return;
  const room = await roomFor();
  if (room !== null && room < bytes.length) return;
  noteReceived(bytes.length);
  await storeAsset({ catalogue }, sha256, bytes, mediaType);
  await keepTraffic(catalogue);
};
