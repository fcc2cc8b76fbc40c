import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import { now } from '../clock.ts';
import { connect } from '../connections.ts';
import { withoutMarks } from '../learner-database.ts';

export interface OwnData {
  fileName: string;
  mediaType: 'application/json';
  text: string;
}

/** Everything this device holds of the learner, sent or not, refused or not, as readable JSON. */
export const exportOwnData = async (): Promise<OwnData> => {
  const { learner, device } = await connect();
  const rows: Record<string, unknown[]> = {};
  for (const name of Object.keys(collections) as CollectionName[]) {
    rows[name] = (await learner.rows(name).toArray()).map((record) => withoutMarks<unknown>(record as never));
  }
  const exportedAt = new Date(now()).toISOString();
  const data = {
    format: 'hornbook-own-data',
    formatVersion: 1,
    exportedAt,
    learnerId: device.learnerId,
    deviceId: device.deviceId,
    rows,
    notYetSent: (await learner.outbox.toArray()).map(({ collection, key, since }) => ({ collection, key, since })),
    refused: await learner.quarantine.toArray(),
    skills: (await learner.skillStates.toArray()).map(({ trail, touches, ...state }) => state),
    cards: (await learner.cards.toArray()).map(({ last, ...card }) => card),
  };
  return {
    fileName: `hornbook-${exportedAt.slice(0, 10)}.json`,
    mediaType: 'application/json',
    text: JSON.stringify(data, null, 2),
  };
};
