import type { DownloadReason } from '../catalogue-database.ts';
import { connect } from '../connections.ts';
import { freeUnwanted } from '../downloads/free-unwanted.ts';
import { reasonId, wantDownload } from '../downloads/reasons.ts';
import { roomFor } from '../downloads/room.ts';
import { readCourseBySlug, readEntry, readManifest } from '../queries/courses.ts';

export type DownloadAsked =
  | { kind: 'wanted' }
  | { kind: 'unknown' }
  | { kind: 'no-room'; neededBytes: number; freeBytes: number };

const ask = async (courseId: string, scope: string, withAssets: boolean): Promise<DownloadAsked> => {
  const connections = await connect();
  const found = await readCourseBySlug(connections, courseId);
  if (found.kind === 'unknown' || found.kind === 'loading') return { kind: 'unknown' };
  const { entry } = found.kind === 'ready' ? found.course : found;
  const whole =
    found.kind === 'ready'
      ? scope === 'course'
        ? found.course
        : found.course.units.find(({ header }) => header.id === scope)
      : { sizeBytes: entry.textBytes + (withAssets ? entry.assetBytes : 0), storedBytes: 0 };
  if (!whole) return { kind: 'unknown' };
  const neededBytes = whole.sizeBytes - whole.storedBytes;
  const freeBytes = await roomFor();
  if (freeBytes !== null && freeBytes < neededBytes) return { kind: 'no-room', neededBytes, freeBytes };
  await wantDownload(connections, { courseId: entry.courseId, scope, origin: 'asked', withAssets });
  return { kind: 'wanted' };
};

/** Asks for a whole course, by default with its pictures and sound. It goes on by itself, over reloads too. */
export const downloadCourse = (courseId: string, { withAssets = true } = {}): Promise<DownloadAsked> =>
  ask(courseId, 'course', withAssets);

export const downloadUnit = (courseId: string, unitId: string, { withAssets = true } = {}): Promise<DownloadAsked> =>
  ask(courseId, unitId, withAssets);

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

/**
 * Frees what nothing else needs; of what an attempt in progress needs nothing is removed. Never touches progress. What is
 * removed stays removed until the learner asks for it again.
 */
export const removeDownload = async (
  courseId: string,
  scope = 'course',
): Promise<{ kind: 'removed'; freedBytes: number }> => {
  const connections = await connect();
  const { catalogue } = connections;
  const entry = await readEntry(connections, courseId);
  const units = (entry && (await readManifest(connections, entry))?.manifest.units) ?? [];
  await catalogue.transaction('rw', catalogue.reasons, async () => {
    const all = await catalogue.reasons.where('courseId').equals(courseId).toArray();
    const going = all.filter((reason) => scope === 'course' || covers(reason, scope, units[0]?.id));
    const whole = going.find((reason) => reason.scope === 'course' && reason.status !== 'removed');
    await catalogue.reasons.bulkPut(going.map((reason) => ({ ...reason, status: 'removed' as const })));
    // One unit of a whole course goes: the others are now wanted for themselves.
    if (!whole || scope === 'course') return;
    const others = units.filter(({ id }) => id !== scope);
    await catalogue.reasons.bulkPut(others.map(({ id }) => ({ ...whole, id: reasonId(courseId, id), scope: id })));
  });
  return { kind: 'removed', freedBytes: await freeUnwanted(connections) };
};

const covers = (reason: DownloadReason, unitId: string, firstUnitId: string | undefined): boolean =>
  reason.scope === unitId || reason.scope === 'course' || (reason.scope === 'start' && unitId === firstUnitId);
