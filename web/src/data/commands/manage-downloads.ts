import { now } from '../clock.ts';
import { connect } from '../connections.ts';
import { reasonId, wantDownload } from '../downloads/reasons.ts';
import { roomFor } from '../downloads/room.ts';
import { storedOf } from '../downloads/stored-of.ts';
import { wantedFiles } from '../downloads/wanted-files.ts';
import { readEntry } from '../queries/courses.ts';
import { readManifest } from '../read-manifest.ts';

export type DownloadAsked =
  | { kind: 'wanted' }
  | { kind: 'unknown' }
  | { kind: 'no-room'; neededBytes: number; freeBytes: number };

interface DownloadWish {
  withAssets?: boolean;
  /** Sound and videos: only for who asks for them. */
  withMedia?: boolean;
}

const ask = async (
  courseId: string,
  scope: string,
  { withAssets = true, withMedia = false }: DownloadWish,
): Promise<DownloadAsked> => {
  const connections = await connect();
  const entry = await readEntry(connections, courseId);
  if (!entry) return { kind: 'unknown' };
  const manifest = (await readManifest(connections, entry))?.manifest;
  const wish = { scope, withAssets, withMedia };
  const files = manifest ? wantedFiles(manifest, wish) : [];
  if (manifest && files.length === 0) return { kind: 'unknown' };
  const { missingBytes } = await storedOf(connections, files);
  const neededBytes = manifest
    ? missingBytes
    : entry.textBytes + (withAssets ? entry.assetBytes : 0) + (withMedia ? (entry.mediaBytes ?? 0) : 0);
  const freeBytes = await roomFor();
  if (freeBytes !== null && freeBytes < neededBytes) return { kind: 'no-room', neededBytes, freeBytes };
  await wantDownload(connections, { courseId: entry.courseId, origin: 'asked', ...wish });
  return { kind: 'wanted' };
};

/** Asks for a whole course, by default with its pictures. It goes on by itself, over reloads too. */
export const downloadCourse = (courseId: string, wish: DownloadWish = {}): Promise<DownloadAsked> =>
  ask(courseId, 'course', wish);

/** A unit or a lesson, by its id. */
export const downloadPart = (courseId: string, partId: string, wish: DownloadWish = {}): Promise<DownloadAsked> =>
  ask(courseId, partId, wish);

const setStatus = async (courseId: string, scope: string, from: string[], to: 'wanted' | 'paused'): Promise<void> => {
  const { catalogue } = await connect();
  await catalogue.reasons
    .where('id')
    .equals(reasonId(courseId, scope))
    .modify((reason) => {
      if (from.includes(reason.status)) Object.assign(reason, { status: to, failure: null });
    });
};

/** `scope` is 'course' or a unit's id, as `useDownloads` gives it. What is here stays; the rest waits. */
export const pauseDownload = (courseId: string, scope = 'course') => setStatus(courseId, scope, ['wanted'], 'paused');
export const resumeDownload = (courseId: string, scope = 'course') =>
  setStatus(courseId, scope, ['paused', 'failed'], 'wanted');

/** Now, although the network may cost something and the settings say to wait. */
export const downloadNow = async (courseId: string, scope: string): Promise<void> => {
  const { catalogue } = await connect();
  await catalogue.reasons.update(reasonId(courseId, scope), {
    evenMetered: true,
    status: 'wanted',
    failure: null,
    at: now(),
  });
};
