import type { Connections } from '../open-databases.ts';
import { forgetPieces } from './fetch-in-pieces.ts';
import { PACK_CACHE, packUrl } from './pack-url.ts';
import { wantedFiles } from './wanted-files.ts';

/**
 * Removes the parts and assets that no reason covers and no attempt in progress is pinned to; returns the bytes freed.
 * What grading and skill states need of a question stays: it is small, and their past must not change.
 */
export const freeUnwanted = async ({ catalogue }: Pick<Connections, 'catalogue'>): Promise<number> => {
  const going = await catalogue.transaction('rw', catalogue.tables, async () => {
    const [reasons, manifests, pins, stored, entries] = await Promise.all([
      catalogue.reasons.toArray(),
      catalogue.manifests.toArray(),
      catalogue.pins.toArray(),
      catalogue.catalogue.get('catalogue'),
      catalogue.parts.toArray(),
    ]);
    const kept = new Set(pins.filter(({ holding }) => holding).map(({ part }) => part));
    const current = new Map(stored?.catalogue.courses.map(({ courseId, version }) => [courseId, version]));
    for (const reason of reasons.filter(({ status }) => status !== 'removed')) {
      // While a new version is on its way, the one that is complete stays readable.
      const versions = new Set([reason.version, current.get(reason.courseId)]);
      for (const { manifest } of manifests.filter(({ version }) => versions.has(version))) {
        for (const { sha256 } of wantedFiles(manifest, reason)) kept.add(sha256);
      }
    }
    const parts = entries.filter(({ sha256 }) => !kept.has(sha256));
    const assets = (await catalogue.assets.toArray()).filter(({ sha256 }) => !kept.has(sha256));
    await catalogue.parts.bulkDelete(parts.map(({ sha256 }) => sha256));
    await catalogue.assets.bulkDelete(assets.map(({ sha256 }) => sha256));
    const partials = (await catalogue.partials.toArray()).filter(({ sha256 }) => !kept.has(sha256));
    return { parts, assets, partials };
  });
  await forgetPieces(
    catalogue,
    going.partials.map(({ sha256 }) => sha256),
  );
  if (going.assets.length > 0 && globalThis.caches) {
    const cache = await caches.open(PACK_CACHE);
    await Promise.all(going.assets.map(({ sha256 }) => cache.delete(packUrl(sha256))));
  }
  const partly = going.partials.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  return [...going.parts, ...going.assets].reduce((sum, { sizeBytes }) => sum + sizeBytes, partly);
};
