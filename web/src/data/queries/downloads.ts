import { type Keeping, keeping } from '../ask-to-keep.ts';
import type { DownloadReason } from '../catalogue-database.ts';
import type { Connections } from '../connections.ts';
import { wantedFiles } from '../downloads/wanted-files.ts';
import { totalBytes } from '../manifest-index.ts';
import { storedFiles } from './course-view.ts';
import { readEntries, readManifest } from './courses.ts';
import { useLive } from './live.ts';

export interface DownloadView {
  courseId: string;
  courseTitle: string;
  /** 'course', 'start' or a unit's id: hand it to pauseDownload and the others. */
  scope: string;
  unitTitle: string | null;
  origin: DownloadReason['origin'];
  status: 'wanted' | 'paused' | 'done' | 'failed';
  failure: DownloadReason['failure'];
  storedBytes: number;
  totalBytes: number;
}

export const readDownloads = async (connections: Connections): Promise<DownloadView[]> => {
  const [reasons, entries = []] = await Promise.all([
    connections.catalogue.reasons.where('status').notEqual('removed').toArray(),
    readEntries(connections),
  ]);
  const views = await Promise.all(
    reasons.map(async (reason): Promise<DownloadView | undefined> => {
      const { courseId, scope, origin, status, failure } = reason;
      const entry = entries.find((candidate) => candidate.courseId === courseId);
      if (!entry || status === 'removed') return undefined;
      const manifest = (await readManifest(connections, entry))?.manifest;
      const files = manifest ? wantedFiles(manifest, reason) : [];
      const stored = await storedFiles(connections, files);
      return {
        courseId,
        courseTitle: entry.title,
        scope,
        unitTitle: manifest?.units.find(({ id }) => id === scope)?.title ?? null,
        origin,
        status,
        failure,
        storedBytes: totalBytes(files.filter(({ sha256 }) => stored.has(sha256))),
        totalBytes: manifest ? totalBytes(files) : entry.textBytes + (reason.withAssets ? entry.assetBytes : 0),
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
  const [entries = [], manifests, parts, assets] = await Promise.all([
    readEntries(connections),
    catalogue.manifests.toArray(),
    catalogue.parts.toArray(),
    catalogue.assets.toArray(),
  ]);
  const sizes = new Map([...parts, ...assets].map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  const courses = entries.map(({ courseId, title }) => {
    const files = new Set(
      manifests
        .filter((stored) => stored.courseId === courseId)
        .flatMap(({ manifest }) => wantedFiles(manifest, { scope: 'course', withAssets: true }))
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

/** What was asked for or brought here, with its progress. */
export const useDownloads = (): DownloadView[] | undefined => useLive(readDownloads);
export const useStorageUse = (): StorageUse | undefined => useLive(readStorageUse);
