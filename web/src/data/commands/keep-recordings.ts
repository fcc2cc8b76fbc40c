import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { followConsent } from '../blobs/follow-consent.ts';
import { now } from '../clock.ts';
import { connect } from '../connections.ts';
import { uuidV7 } from '../ids.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import { readSettings } from '../queries/learner-settings.ts';
import { recordingsShare } from '../recordings-room.ts';
import { keepFile, type NotKept, wantFile } from './keep-files.ts';
import type { Stored } from './set-profile.ts';
import { setSettings } from './set-settings.ts';

interface Said {
  questionId: string;
  /** Of the course version its question was shown from. */
  courseVersion: string;
  attemptId: string | null;
  take: JudgedTake;
}

/** There are as many recordings as are kept: the learner decides which may go. */
export interface RecordingsFull {
  kind: 'full';
}

/**
 * Keeps a judged take, sound and all, so that it can be heard again. The sound stays on this device unless the learner
 * agreed that it is sent.
 */
export const keepRecording = async (
  sound: Blob,
  { questionId, courseVersion, attemptId, take }: Said,
): Promise<{ kind: 'kept'; id: string } | RecordingsFull | NotKept | NotStored> => {
  const connections = await connect();
  const all = await connections.learner.rows('recordings').toArray();
  if (recordingsShare(all.filter(({ deletedAt }) => deletedAt === null)) >= 1) return { kind: 'full' };
  const { sendRecordings: send } = await readSettings(connections);
  const kept = await keepFile(sound, 'recording', { send });
  if (kept.kind !== 'kept') return kept;
  const { sha256, sizeBytes, mediaType } = kept;
  const courseId = (await connections.catalogue.manifests.get(courseVersion))?.courseId ?? null;
  const id = uuidV7(now());
  const about = { id, questionId, courseId, attemptId, take, sha256, sizeBytes, mediaType };
  return localWrite(
    connections,
    async ({ at, put }): Promise<{ kind: 'kept'; id: string }> => {
      await put('recordings', { ...about, recordedAt: at, blobHash: send ? sha256 : null });
      return { kind: 'kept', id };
    },
    { hold: true },
  );
};

/** The learner agrees that recordings are sent, or takes that back: then what was sent is removed from the service. */
export const setSendRecordings = async (agree: boolean): Promise<Stored | NotStored> => {
  const stored = await setSettings({ sendRecordings: agree });
  if (stored.kind === 'stored') await followConsent(await connect());
  return stored;
};

/** Deletes recordings everywhere: here at once, at the service and on other devices when they hear of it. */
export const deleteRecordings = async (ids: readonly string[]): Promise<Stored | NotStored> => {
  const connections = await connect();
  const stored = await localWrite(connections, async ({ at, get, put }): Promise<Stored> => {
    for (const id of ids)
      if (await get('recordings', id)) await put('recordings', { id, blobHash: null, deletedAt: at });
    return { kind: 'stored' };
  });
  if (stored.kind === 'stored') await followConsent(connections);
  return stored;
};

/** Brings a recording that was made on another device and sent. */
export const fetchRecording = (sha256: string, about: { sizeBytes: number; mediaType: string }): Promise<void> =>
  wantFile(sha256, { ...about, fileName: 'recording' });
