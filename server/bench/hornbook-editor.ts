import { createHash } from 'node:crypto';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import type { HttpDevice } from '../testing/device/http-device.ts';
import type { MeasuredCourse } from './attempt-rows.ts';
import type { Editor } from './edits.ts';

/** A device that edits how far the learner is in lessons: where reading stopped is everybody's, the time spent its own. */
export const hornbookEditor = (device: HttpDevice, { courseId, lessonIds }: MeasuredCourse, number: number): Editor => {
  const { engine, storage } = device;
  // A learner has a profile from the beginning, which is not edited here.
  const rows = () =>
    new Map([...storage.content().rows].filter(([, { collection }]) => collection === lessonProgress.name));
  const watchers = new Set<() => void>();
  device.onPage = () => {
    for (const watch of [...watchers]) watch();
  };
  return {
    connect: device.connect,
    disconnect: device.disconnect,
    seed: async (count) => {
      for (const lessonId of lessonIds.slice(0, count))
        await engine.commit((writer) =>
          writer.write(lessonProgress, { lessonId, courseId, status: 'in_progress', startedAt: 1, lastPosition: 0 }),
        );
    },
    holds: (count) =>
      new Promise((resolve) => {
        const watch = () => {
          if (rows().size < count || storage.content().outbox.size > 0) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    editAll: () =>
      engine.commit(async (writer) => {
        for (const [n, { key }] of [...rows().values()].entries())
          await writer.change(lessonProgress, key, {
            lastPosition: (number * 37 + n) % 1000,
            timeSpentMs: { [writer.replicaId]: n + 1 },
          });
      }),
    hash: () => {
      const hash = createHash('sha256');
      // Sought out once: twenty devices are looked at on the thread that is measured.
      const all = [...rows()].sort(([one], [other]) => (one < other ? -1 : 1));
      for (const [, { row }] of all) hash.update(canonicalRow(lessonProgress, row));
      return hash.digest('hex');
    },
    ownFields: () =>
      [...rows().values()].reduce((sum, { row }) => sum + Object.keys((row.timeSpentMs ?? {}) as object).length, 0),
  };
};
