import { BUNDLE_SUFFIX } from '@hornbook/shared/bundle/bundle-text.ts';
import { collectOwn, collectWaiting } from '@hornbook/shared/bundle/collect.ts';
import { toFrames } from '@hornbook/shared/bundle/frames.ts';
import { makeOwnBundle, makeWaitingBundle } from '@hornbook/shared/bundle/make-bundle.ts';
import { WAITING_LIMIT } from '@hornbook/shared/bundle/payload.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { cleanText } from '../clean-text.ts';
import { now } from '../clock.ts';
import { type Connections, connect } from '../connections.ts';
import { bundleMaker } from '../hand-over/bundle-maker.ts';
import { bundleTools, canBundle } from '../hand-over/bundle-tools.ts';
import { type HandedOver, handOverDatabase } from '../hand-over/hand-over-database.ts';
import { knownKeys, refreshKeys } from '../hand-over/known-keys.ts';
import { noteExport } from './note-export.ts';

/** A bundle, ready to be saved, shared or shown. */
export interface MadeBundle {
  kind: HandedOver['kind'];
  text: string;
  fileName: string;
  /** How many things are in it. */
  rows: number;
  /** Things that found no room, and wait for the next one. */
  left: number;
  sizeBytes: number;
  /** As pictures to be scanned; null where it would be too many. */
  frames: string[] | null;
}

export type Making =
  | { kind: 'made'; bundle: MadeBundle }
  | { kind: 'nothing-waits' }
  /** The service never met this device: it knows none of its keys, nor this device the service's. */
  | { kind: 'no-contact-yet' }
  /** This browser is too old. */
  | { kind: 'unsupported' };

const NAME_LENGTH = 60;

const nameOf = async ({ learner }: Connections, wanted: boolean): Promise<string> =>
  wanted ? cleanText((await learner.rows('profile').get('me'))?.displayName ?? '', NAME_LENGTH) : '';

const made = (kind: MadeBundle['kind'], text: string, rows: number, left: number): Making => {
  const day = new Date(now()).toISOString().slice(0, 10);
  const fileName = `hornbook-${kind === 'own' ? 'everything' : 'to-send'}-${day}${BUNDLE_SUFFIX}`;
  return { kind: 'made', bundle: { kind, text, fileName, rows, left, sizeBytes: text.length, frames: toFrames(text) } };
};

/** What waits to be sent, sealed for the service, for anybody to carry. It goes on waiting here. [B2] [B5] */
export const makeWaiting = async ({ withName = false } = {}): Promise<Making> => {
  if (!canBundle()) return { kind: 'unsupported' };
  const connections = await connect();
  const { device, storage } = connections;
  if (!(await knownKeys(device.learnerId))) await refreshKeys(device);
  const service = (await knownKeys(device.learnerId))?.service;
  if (!device.claimed || !service) return { kind: 'no-contact-yet' };
  const maker = await bundleMaker(device);
  const from = await nameOf(connections, withName);
  // Too large for one: half of it, until it fits.
  for (let most = WAITING_LIMIT.rows; most >= 1; most = Math.floor(most / 2)) {
    const { left, ...payload } = await collectWaiting({ storage, collections }, { ...WAITING_LIMIT, rows: most });
    if (payload.rows.length === 0) return { kind: 'nothing-waits' };
    const text = await makeWaitingBundle(bundleTools(), maker, service, payload, { from, madeAt: now() });
    if (text !== null) return made('waiting', text, payload.rows.length, left);
  }
  throw new Error('A single row is larger than a bundle may be.');
};

/** Everything the learner has here, to be put on another device of theirs or back on this one. [B6] */
export const makeOwn = async (): Promise<Making> => {
  if (!canBundle()) return { kind: 'unsupported' };
  const connections = await connect();
  const { device, storage } = connections;
  const payload = await collectOwn({ storage, collections });
  const about = { from: await nameOf(connections, true), madeAt: now() };
  const text = await makeOwnBundle(bundleTools(), await bundleMaker(device), payload, about);
  if (text === null) return { kind: 'unsupported' };
  void noteExport();
  return made('own', text, payload.rows.length, 0);
};

/** Remembers that a bundle left this device, and by which way. */
export const noteHandedOver = async ({ kind, rows }: MadeBundle, how: HandedOver['how']): Promise<void> => {
  const { device } = await connect();
  await handOverDatabase().handedOver.add({ learnerId: device.learnerId, kind, how, rows, at: now() });
};
