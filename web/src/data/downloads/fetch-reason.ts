import type { CatalogueEntry, CourseManifest, PartRef } from '@hornbook/shared/content/pack.ts';
import type { DownloadReason } from '../catalogue-database.ts';
import { isQuotaError } from '../live-handle.ts';
import { findActivity, findLesson } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';
import { Unreachable } from '../service/ask-service.ts';
import { DamagedFile, fetchFile, ServiceBusy } from './fetch-file.ts';
import { fetchInPieces, WHOLE_UP_TO_BYTES } from './fetch-in-pieces.ts';
import { freeUnwanted } from './free-unwanted.ts';
import { roomFor } from './room.ts';
import { mayFetchMedia } from './settings.ts';
import { storeAsset } from './store-asset.ts';
import { storeParts } from './store-parts.ts';
import { storedOf } from './stored-of.ts';
import { keepTraffic } from './traffic.ts';
import { type WantedFile, wantedFiles } from './wanted-files.ts';

type Catalogue = Pick<Connections, 'catalogue'>;

export type FetchOutcome =
  | 'done'
  /** Paused, removed or asked for anew meanwhile. */
  | 'changed'
  /** It stays wanted and goes on where it was cut off. */
  | 'unreachable'
  /** All but the recordings is here; those wait for a network that costs nothing. */
  | 'metered'
  | 'failed';

/** The page a first visit began with. What it shows comes before all else; then it has the link and the processor to itself. */
export interface FirstView {
  /** The lesson or activity it is about, where it is about one. */
  about: string | undefined;
  letShow: () => Promise<void>;
}

// A browser opens six connections to a service at most: some are left for what is sent, and for a new version of the app.
const TEXTS_AT_ONCE = 4;

/** The manifest of a version, from here or from the service. */
export const obtainManifest = async (
  { catalogue }: Catalogue,
  version: string,
  signal: AbortSignal,
): Promise<CourseManifest> => {
  const stored = await catalogue.manifests.get(version);
  if (stored) return stored.manifest;
  const { bytes } = await fetchFile({ sha256: version }, signal);
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as CourseManifest;
  await catalogue.manifests.put({ version, courseId: manifest.courseId, manifest });
  return manifest;
};

/** Brings everything one reason covers, file by file; each is kept as soon as it is proven, so nothing is fetched twice. */
export const fetchReason = async (
  connections: Catalogue,
  reason: DownloadReason,
  entry: CatalogueEntry,
  signal: AbortSignal,
  view?: FirstView,
): Promise<FetchOutcome> => {
  const { catalogue } = connections;
  const settle = async (change: Partial<DownloadReason>): Promise<boolean> =>
    (await catalogue.reasons
      .where('id')
      .equals(reason.id)
      .and(({ status, at }) => status === 'wanted' && at === reason.at)
      .modify(change)) > 0;
  try {
    const manifest = await obtainManifest(connections, entry.version, signal);
    const free = await mayFetchMedia(connections, reason);
    const wanted = wantedFiles(manifest, free ? reason : { ...reason, withMedia: false });
    const { whole, missingBytes } = await storedOf(connections, wanted);
    const missing = wanted.filter(({ sha256 }) => !whole.has(sha256));
    const room = await roomFor();
    if (room !== null && room < missingBytes) {
      await settle({ status: 'failed', failure: 'no-room' });
      return 'failed';
    }
    if (view) {
      const shown = missing.findIndex(({ sha256 }) => sha256 === partAbout(manifest, view.about)?.sha256);
      if (shown >= 0) await fetchAndStore(connections, missing.splice(shown, 1), signal);
      await view.letShow();
    }
    while (missing.length > 0) {
      const current = await catalogue.reasons.get(reason.id);
      if (current?.status !== 'wanted' || current.at !== reason.at) return 'changed';
      await fetchAndStore(connections, takeBatch(missing), signal).finally(() => keepTraffic(catalogue));
    }
    if (!free) {
      await settle({ failure: 'metered' });
      return 'metered';
    }
    const done = await settle({ status: 'done', version: entry.version, failure: null });
    if (done && reason.version !== null && reason.version !== entry.version) await freeUnwanted(connections);
    return done ? 'done' : 'changed';
  } catch (error) {
    if (signal.aborted) return 'changed';
    if (error instanceof Unreachable || error instanceof ServiceBusy) {
      await settle({ failure: 'unreachable' });
      return 'unreachable';
    }
    const failure = isQuotaError(error) ? 'no-room' : error instanceof DamagedFile ? 'damaged' : null;
    if (!failure) throw error;
    await settle({ status: 'failed', failure });
    return 'failed';
  }
};

const partAbout = (manifest: CourseManifest, about = ''): PartRef | undefined =>
  findLesson(manifest, about)?.lesson.part ?? findActivity(manifest, about)?.part;

/** The next few texts, or the next asset: small files in company, so that a phone neither waits nor draws for each. */
const takeBatch = (missing: WantedFile[]): WantedFile[] => {
  const texts = missing.slice(0, TEXTS_AT_ONCE).findIndex(({ kind }) => kind !== 'part');
  return missing.splice(0, texts === -1 ? TEXTS_AT_ONCE : Math.max(1, texts));
};

/** Keeps what has come even when a file of the same batch has not. */
const fetchAndStore = async (
  { catalogue }: Catalogue,
  files: readonly WantedFile[],
  signal: AbortSignal,
): Promise<void> => {
  const obtain = (file: WantedFile) =>
    file.kind === 'asset' && file.sizeBytes > WHOLE_UP_TO_BYTES
      ? fetchInPieces(catalogue, file, signal)
      : fetchFile(file, signal);
  const fetched = await Promise.allSettled(files.map(async (file) => ({ file, ...(await obtain(file)) })));
  const here = fetched.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  await storeParts(
    catalogue,
    here.flatMap(({ file, bytes }) => (file.kind === 'part' ? [{ ...file, bytes }] : [])),
  );
  for (const { file, bytes, mediaType } of here) {
    if (file.kind !== 'part') await storeAsset({ catalogue }, file.sha256, bytes, file.mediaType ?? mediaType);
  }
  for (const result of fetched) if (result.status === 'rejected') throw result.reason;
};
