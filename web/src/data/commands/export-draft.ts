import { childrenOf, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { assetPath } from '@hornbook/shared/authoring/draft-assets.ts';
import { draftFiles } from '@hornbook/shared/authoring/draft-files.ts';
import { slugOf } from '@hornbook/shared/authoring/slug-of.ts';
import { EXPORTED } from '@hornbook/shared/import/course-files.ts';
import { blobUrl, readBlob } from '../blobs/blob-cache.ts';
import { cleanProgram, cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { toZip, type ZipFile } from '../export/zip.ts';
import { readDraftRows } from '../queries/authoring.ts';

export type DraftExported =
  /** `missing` names pictures that are neither here nor to be had. */
  { kind: 'made'; fileName: string; file: Blob; missing: string[] } | { kind: 'unknown' };

/** A course as a folder of Markdown in one archive: what `content:import` and `content:publish` read, and any editor. */
export const exportDraft = async (courseId: string): Promise<DraftExported> => {
  const connections = await connect();
  const course = draftTree(await readDraftRows(connections, courseId), courseId);
  if (!course) return { kind: 'unknown' };
  const slug = slugOf(course.title, 'course');
  const { files } = draftFiles(course, slug);
  const texts = [...files.values()].join('\n');
  const { exportedOf } = await import('@hornbook/shared/import/plan-folder.ts');
  const exported = exportedOf(course, { clean: cleanText, cleanProgram });
  const archive: ZipFile[] = [...files].map(([path, content]) => ({ name: `${slug}/${path}`, content }));
  archive.push({ name: `${slug}/${EXPORTED}`, content: JSON.stringify(exported) });
  const missing: string[] = [];
  for (const asset of childrenOf(course, 'asset')) {
    const path = assetPath(asset);
    if (path === null || asset.blobHash === null || !texts.includes(path)) continue;
    const bytes = (await readBlob(connections.device.learnerId, asset.blobHash)) ?? (await fetched(asset.blobHash));
    if (bytes) archive.push({ name: `${slug}/${path}`, content: bytes });
    else missing.push(asset.title);
  }
  return { kind: 'made', fileName: `${slug}.zip`, file: await toZip(archive), missing };
};

const fetched = (sha256: string): Promise<Blob | null> =>
  fetch(blobUrl(sha256)).then(
    (response) => (response.ok ? response.blob() : null),
    () => null,
  );
