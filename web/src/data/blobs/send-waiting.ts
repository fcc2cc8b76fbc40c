import { type AskAboutUpload, type SendOutcome, sendBlob } from '@hornbook/shared/blobs/send-blob.ts';
import { DELIVERY_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { noteSent } from '../downloads/traffic.ts';
import type { StoredBlob } from '../learner-database.ts';
import type { Connections } from '../open-databases.ts';
import { askService, Unreachable } from '../service/ask-service.ts';
import { readBlob } from './blob-cache.ts';

/** A chunk may take this long besides the usual patience: 4 kB a second is a very bad link. */
const LEAST_BYTES_PER_MS = 4;
const PATIENCE_MS = 15_000;
/** With the last chunk the service proves the whole file before it answers. */
const PROVING_MS = 45_000;

const askOn =
  (signal: AbortSignal, ticket: string | undefined): AskAboutUpload =>
  async (path, { method, headers, body }) => {
    try {
      const response = await askService(path, {
        method,
        headers: { ...headers, ...(ticket && { [DELIVERY_HEADER]: ticket }) },
        // The cookie is that of whoever uses the device.
        ...(ticket && { credentials: 'omit' }),
        signal,
        ...(body && { body }),
        answerWithinMs: PATIENCE_MS + (body ? PROVING_MS + body.length / LEAST_BYTES_PER_MS : 0),
      });
      const told = (await response.json().catch(() => null)) as { code?: string } | null;
      return { status: response.status, code: told?.code ?? null, header: (name) => response.headers.get(name) };
    } catch (error) {
      if (error instanceof Unreachable) return null;
      throw error;
    }
  };

/** The file that waits longest; rows go before it, so none while any row could go. */
const nextWaiting = async ({ learner }: Connections): Promise<StoredBlob | undefined> => {
  if (await rowsCouldGo({ learner })) return undefined;
  const waiting = await learner.blobs.where('upload').equals('waiting').toArray();
  return waiting.toSorted((a, b) => a.at - b.at)[0];
};

const rowsCouldGo = async ({ learner }: Pick<Connections, 'learner'>): Promise<boolean> =>
  (await learner.outbox.filter(({ waiting }) => waiting === null).count()) > 0;

/**
 * Sends the files that wait, one after the other, as long as no row could go. Gives what stopped it: `done` when nothing is
 * left to send now. With `ticket` they are those of a learner who is not the one using the device.
 */
export const sendWaiting = async (
  connections: Connections,
  signal: AbortSignal,
  ticket?: string,
): Promise<Exclude<SendOutcome, { kind: 'refused' }>> => {
  const { learner, device } = connections;
  for (let blob = await nextWaiting(connections); blob; blob = await nextWaiting(connections)) {
    const { sha256, sizeBytes } = blob;
    const bytes = await readBlob(device.learnerId, sha256);
    if (!bytes) {
      // Cleared by the browser before it was sent: said plainly, not tried for ever.
      await learner.blobs.update(sha256, { upload: 'refused', refusal: 'lost', isHere: 0 });
      continue;
    }
    let before = blob.sentBytes;
    const outcome = await sendBlob({
      ask: askOn(signal, ticket),
      blob: {
        sha256,
        sizeBytes,
        slice: async (first, end) => new Uint8Array(await bytes.slice(first, end).arrayBuffer()),
      },
      onProgress: async (sentBytes) => {
        noteSent(Math.max(0, sentBytes - before));
        before = sentBytes;
        await learner.blobs.update(sha256, { sentBytes });
      },
      goOn: async () => !signal.aborted && !(await rowsCouldGo(connections)),
    });
    if (outcome.kind === 'done') {
      const epoch = (await learner.syncState.get('state'))?.epoch ?? null;
      await learner.blobs.update(sha256, { upload: 'done', sentBytes: sizeBytes, refusal: null, sentEpoch: epoch });
    } else if (outcome.kind === 'refused')
      await learner.blobs.update(sha256, { upload: 'refused', refusal: outcome.why });
    else return outcome;
  }
  return { kind: 'done' };
};

/** A service that was put back from a backup may lack files it had: they are offered again, which costs a question each. */
export const offerAgainAfterRestore = async ({ learner }: Connections): Promise<void> => {
  const epoch = (await learner.syncState.get('state'))?.epoch ?? null;
  if (epoch === null) return;
  await learner.blobs
    .where('upload')
    .equals('done')
    .and(({ isHere, sentEpoch }) => isHere === 1 && sentEpoch !== null && sentEpoch !== epoch)
    .modify({ upload: 'waiting' });
};
