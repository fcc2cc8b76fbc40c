import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { packReply, unpackReply } from '@hornbook/shared/sync/packed-reply.ts';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import type { PushReply, PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { readPush } from '../sync/push-body.ts';

/** A push as its bytes travel: packed as the app packs it. */
export const writePush = (collections: Readonly<Record<string, Collection>>, request: PushRequest): Buffer => {
  const { rows, ...rest } = request;
  return Buffer.from(JSON.stringify({ ...rest, packed: packRows(rows, (name) => collections[name]?.key ?? []) }));
};

/** Read as the service reads it. */
export const readBytesOfPush = async (bytes: Buffer): Promise<PushRequest> => (await readPush(bytes, undefined)).push;

/** A reply as its bytes travel. */
export const writeReply = (reply: PushReply): string => JSON.stringify(packReply(reply));

/** Read as the app reads it. */
export const readReply = (text: string, request: PushRequest): PushReply =>
  unpackReply(JSON.parse(text), request) as PushReply;
