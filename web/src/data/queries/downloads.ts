import { dayNumber, dayOfNumber, localDay } from '@hornbook/shared/learning/local-day.ts';
import { type Keeping, keeping } from '../ask-to-keep.ts';
import type { DayTraffic, DownloadReason, DownloadSettings } from '../catalogue-database.ts';
import { now, timeZone } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { networkCost, readSettings } from '../downloads/settings.ts';
import { storedOf } from '../downloads/stored-of.ts';
import { wantedFiles } from '../downloads/wanted-files.ts';
import { readManifest } from '../read-manifest.ts';
import { readEntries } from './courses.ts';
import { useLive } from './live.ts';

export interface DownloadView {
  courseId: string;
  courseTitle: string;
  /** 'course', 'start' or the id of a unit or lesson: hand it to pauseDownload and the others. */
  scope: string;
  /** Of the unit or lesson it is about; null for a whole course. */
  partTitle: string | null;
  withMedia: boolean;
  origin: DownloadReason['origin'];
  status: 'wanted' | 'paused' | 'done' | 'failed';
  failure: DownloadReason['failure'];
  storedBytes: number;
  totalBytes: number;
}

/** In the order of the list of courses, whatever becomes of each; undefined without that list. */
export const readDownloads = async (connections: Connections): Promise<DownloadView[] | undefined> => {
  // The list first: what its coming asks for is stored with it, so whoever sees the list sees that, too.
  const entries = await readEntries(connections);
  if (!entries) return undefined;
  const reasons = await connections.catalogue.reasons.where('status').notEqual('removed').toArray();
  const place = new Map(entries.map(({ courseId }, index) => [courseId, index]));
  const inOrder = reasons.toSorted(
    (a, b) => (place.get(a.courseId) ?? 0) - (place.get(b.courseId) ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const views = await Promise.all(
    inOrder.map(async (reason): Promise<DownloadView | undefined> => {
      const { courseId, scope, origin, status, failure, withMedia = false } = reason;
      const entry = entries.find((candidate) => candidate.courseId === courseId);
      if (!entry || status === 'removed') return undefined;
      const manifest = (await readManifest(connections, entry))?.manifest;
      const files = manifest ? wantedFiles(manifest, reason) : [];
      const { storedBytes, totalBytes } = await storedOf(connections, files);
      const parts = manifest?.units.flatMap((unit) => [unit, ...unit.lessons]);
      return {
        courseId,
        courseTitle: entry.title,
        scope,
        partTitle: parts?.find(({ id }) => id === scope)?.title ?? null,
        withMedia,
        origin,
        status,
        failure,
        storedBytes,
        totalBytes: manifest
          ? totalBytes
          : entry.textBytes + (reason.withAssets ? entry.assetBytes : 0) + (withMedia ? (entry.mediaBytes ?? 0) : 0),
      };
    }),
  );
  return views.filter((view) => view !== undefined);
};

export interface StorageUse {
  courses: { courseId: string; title: string; bytes: number }[];
  contentBytes: number;
  /** Of the whole site, as the browser tells it; null where it doesn't. */
  usedBytes: number | null;
  quotaBytes: number | null;
  /** Whether the browser promised not to clear it by itself. */
  keeping: Keeping;
}

export const readStorageUse = async (connections: Connections): Promise<StorageUse> => {
  const { catalogue } = connections;
  const [entries = [], manifests, parts, assets, partials] = await Promise.all([
    readEntries(connections),
    catalogue.manifests.toArray(),
    catalogue.parts.toArray(),
    catalogue.assets.toArray(),
    catalogue.partials.toArray(),
  ]);
  const partly = partials.map(({ sha256, receivedBytes }) => ({ sha256, sizeBytes: receivedBytes }));
  const sizes = new Map([...partly, ...parts, ...assets].map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  const courses = entries.map(({ courseId, title }) => {
    const files = new Set(
      manifests
        .filter((stored) => stored.courseId === courseId)
        .flatMap(({ manifest }) => wantedFiles(manifest, { scope: 'course', withAssets: true, withMedia: true }))
        .map(({ sha256 }) => sha256),
    );
    return { courseId, title, bytes: [...files].reduce((sum, sha256) => sum + (sizes.get(sha256) ?? 0), 0) };
  });
  const storage = globalThis.navigator?.storage;
  // Promise.resolve keeps the live query watching over these foreign promises.
  const estimate = await Promise.resolve(storage?.estimate?.().catch(() => undefined));
  return {
    courses: courses.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes),
    contentBytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    usedBytes: estimate?.usage ?? null,
    quotaBytes: estimate?.quota ?? null,
    keeping: await Promise.resolve(keeping()),
  };
};

/** What was asked for or brought here, with its progress, once the list of courses is here. */
export const useDownloads = (): DownloadView[] | undefined => useLive(readDownloads);
export const useStorageUse = (): StorageUse | undefined => useLive(readStorageUse);

/** What courses and files have cost of a data plan, newest day first. */
export interface TrafficView {
  todayBytes: number;
  /** Of the last thirty days, today among them. */
  monthBytes: number;
  days: DayTraffic[];
}

export const readTraffic = async ({ catalogue }: Pick<Connections, 'catalogue'>): Promise<TrafficView> => {
  const today = localDay(now(), timeZone());
  const first = dayOfNumber(dayNumber(today) - 29);
  const days = (await catalogue.traffic.where('day').aboveOrEqual(first).toArray()).toReversed();
  return {
    todayBytes: days.find(({ day }) => day === today)?.bytes ?? 0,
    monthBytes: days.reduce((sum, { bytes }) => sum + bytes, 0),
    days,
  };
};

export const useTraffic = (): TrafficView | undefined => useLive(readTraffic);

export interface DownloadSettingsView {
  settings: DownloadSettings;
  /** What the network of this moment may cost, as far as the browser tells. */
  cost: ReturnType<typeof networkCost>;
}

export const useDownloadSettings = (): DownloadSettingsView | undefined =>
  useLive(async (connections) => ({ settings: await readSettings(connections), cost: networkCost() }));
