import type { CourseManifest, UnitHeader } from '@hornbook/shared/content/pack.ts';
import type { DownloadReason } from '../catalogue-database.ts';
import { connect } from '../connections.ts';
import { freeUnwanted } from '../downloads/free-unwanted.ts';
import { reasonId } from '../downloads/reasons.ts';
import { readEntry } from '../queries/courses.ts';
import { readManifest } from '../read-manifest.ts';

export interface Removed {
  kind: 'removed';
  freedBytes: number;
}

/** Changes the reasons of a course together, then frees what none of them needs any more. */
const changeReasons = async (
  courseId: string,
  change: (reasons: DownloadReason[], manifest: CourseManifest | undefined) => DownloadReason[],
): Promise<Removed> => {
  const connections = await connect();
  const { catalogue } = connections;
  const entry = await readEntry(connections, courseId);
  const manifest = entry && (await readManifest(connections, entry))?.manifest;
  await catalogue.transaction('rw', catalogue.reasons, async () => {
    const all = await catalogue.reasons.where('courseId').equals(courseId).toArray();
    await catalogue.reasons.bulkPut(change(all, manifest));
  });
  return { kind: 'removed', freedBytes: await freeUnwanted(connections) };
};

/** Whether a reason covers a unit and more: the whole course, or the first unit of the first visit. */
const isAround = (reason: DownloadReason, unit: UnitHeader | undefined, first: UnitHeader | undefined): boolean =>
  reason.scope === 'course' || (reason.scope === 'start' && unit !== undefined && unit === first);

const plus = (list: readonly string[] | undefined, more: readonly string[]): string[] => [
  ...new Set([...(list ?? []), ...more]),
];

/**
 * Frees what nothing else needs; of what an attempt in progress needs nothing is removed. Never touches progress. What is
 * removed stays removed until the learner asks for it again. `scope`: 'course', or the id of a unit or lesson.
 */
export const removeDownload = (courseId: string, scope = 'course'): Promise<Removed> =>
  changeReasons(courseId, (reasons, manifest) => {
    const removed = (reason: DownloadReason): DownloadReason => ({ ...reason, status: 'removed' });
    if (scope === 'course') return reasons.map(removed);
    const units = manifest?.units ?? [];
    const unit = units.find(({ id, lessons }) => id === scope || lessons.some((lesson) => lesson.id === scope));
    const around = (reason: DownloadReason) => isAround(reason, unit, units[0]);
    if (unit && unit.id !== scope)
      return reasons.flatMap((reason) => {
        if (reason.scope === scope) return [removed(reason)];
        const covers = around(reason) || reason.scope === unit.id;
        return covers ? [{ ...reason, without: plus(reason.without, [scope]) }] : [];
      });
    const lessons = unit?.lessons.map(({ id }) => id) ?? [];
    const going = reasons.filter(
      (reason) => reason.scope === scope || lessons.includes(reason.scope) || around(reason),
    );
    const whole = going.find((reason) => reason.scope === 'course' && reason.status !== 'removed');
    // One unit of a whole course goes: the others are now wanted for themselves.
    const others = whole
      ? units.filter(({ id }) => id !== scope).map(({ id }) => ({ ...whole, id: reasonId(courseId, id), scope: id }))
      : [];
    return [...going.map(removed), ...others];
  });

/** Frees the sound and the videos and keeps the rest; they come again when the learner asks. */
export const removeMedia = (courseId: string, scope = 'course'): Promise<Removed> =>
  changeReasons(courseId, (reasons, manifest) => {
    const units = manifest?.units ?? [];
    const lessons = units.flatMap((unit) =>
      unit.lessons.filter(({ id }) => scope === 'course' || unit.id === scope || id === scope).map(({ id }) => id),
    );
    return reasons
      .filter(({ withMedia }) => withMedia)
      .map((reason) =>
        scope === 'course' || reason.scope === scope
          ? { ...reason, withMedia: false }
          : { ...reason, withoutMedia: plus(reason.withoutMedia, lessons) },
      );
  });

/** Lets files that lie here and can't be used be fetched anew with what wants them. */
export const refetchAssets = async (sha256s: readonly string[]): Promise<void> => {
  const { catalogue } = await connect();
  await catalogue.assets.bulkDelete([...sha256s]);
};
