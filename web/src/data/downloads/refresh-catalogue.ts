import type { Catalogue } from '@hornbook/shared/content/pack.ts';
import { now } from '../clock.ts';
import type { Connections } from '../open-databases.ts';
import { askService } from '../service/ask-service.ts';
import { ServiceBusy } from './fetch-file.ts';
import { wantDownload } from './reasons.ts';

const isCatalogue = (value: unknown): value is Catalogue => {
  const catalogue = value as Partial<Catalogue> | null;
  return (
    catalogue?.format === 1 &&
    Array.isArray(catalogue.courses) &&
    catalogue.courses.every((course) => typeof course?.courseId === 'string' && typeof course.version === 'string')
  );
};

/** The first request may be the one the page began while its scripts came; later ones pass every cache by. */
let askedBefore = false;

/**
 * Brings the list of courses up to date; throws when there is no network. The first unit of every course is wanted at
 * once, as text: a learner who then loses the connection can already begin anything. Courses that are here and have a
 * new version are wanted again; only what changed will be fetched.
 */
export const refreshCatalogue = async (
  connections: Pick<Connections, 'catalogue'>,
  signal: AbortSignal,
): Promise<void> => {
  const { catalogue: db } = connections;
  const stored = await db.catalogue.get('catalogue');
  const again = askedBefore;
  askedBefore = true;
  const response = await askService('/packs/catalogue', {
    signal,
    cache: again ? 'no-store' : 'default',
    marked: false,
    ...(stored?.etag && { headers: { 'if-none-match': stored.etag } }),
  });
  if (response.status === 304 && stored) {
    await db.catalogue.update('catalogue', { fetchedAt: now() });
    return;
  }
  const catalogue: unknown = response.ok ? await response.json().catch(() => null) : null;
  // Neither a portal's page nor an answer in trouble may replace the list that is here.
  if (!isCatalogue(catalogue)) throw new ServiceBusy(`no catalogue: status ${response.status}`);
  // Together: a list that is here counts as known, and its wishes would not be made again.
  await db.transaction('rw', db.catalogue, db.reasons, async () => {
    await db.catalogue.put({ id: 'catalogue', etag: response.headers.get('etag'), catalogue, fetchedAt: now() });
    for (const { courseId, version, hidden } of catalogue.courses) {
      if (!hidden)
        await wantDownload(connections, { courseId, scope: 'start', origin: 'first-visit', withAssets: false });
      await db.reasons
        .where('courseId')
        .equals(courseId)
        .modify((reason) => {
          if (reason.status === 'done' && reason.version !== version) reason.status = 'wanted';
        });
    }
  });
};
