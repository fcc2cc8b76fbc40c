import type { CatalogueEntry, CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { CatalogueDatabase } from './catalogue-database.ts';

/**
 * The manifest to show: of the catalogue's version, but while an update to it is still under way the one whose lessons
 * are all here; failing both, any.
 */
export const readManifest = async (
  { catalogue }: { catalogue: CatalogueDatabase },
  entry: Pick<CatalogueEntry, 'courseId' | 'version'>,
): Promise<{ version: string; manifest: CourseManifest } | undefined> => {
  const [reasons, current] = await Promise.all([
    catalogue.reasons.where('courseId').equals(entry.courseId).toArray(),
    catalogue.manifests.get(entry.version),
  ]);
  const complete = reasons.find(
    ({ status, version }) => status !== 'removed' && version !== null && version !== entry.version,
  );
  return (
    (complete?.version ? await catalogue.manifests.get(complete.version) : undefined) ??
    current ??
    (await catalogue.manifests.where('courseId').equals(entry.courseId).last())
  );
};
