import {
  COURSE_FILE_TYPE,
  courseFileName,
  courseFileStart,
  headOf,
  LARGEST_COURSE_FILE,
} from '@hornbook/shared/content/course-file.ts';
import type { PartRef } from '@hornbook/shared/content/pack.ts';
import { assetRefs, partRefs } from '@hornbook/shared/content/pack-refs.ts';
import { connect } from '../connections.ts';
import { sha256Of } from '../downloads/fetch-file.ts';
import { PACK_CACHE, packUrl } from '../downloads/pack-url.ts';
import type { Connections } from '../open-databases.ts';
import { readEntry } from '../queries/courses.ts';

export type CourseFileMade =
  | { kind: 'made'; file: File }
  /** Or taken back by its authors. */
  | { kind: 'unknown' }
  /** Not all of its text and pictures are here, in the version the catalogue names. */
  | { kind: 'incomplete' }
  /** The service has not signed it yet: this device last heard of its courses before it did. */
  | { kind: 'unsigned' }
  | { kind: 'too-large' };

/**
 * A course of this device in one file, for somebody who has no connection. Only what was published is in it, nothing of
 * anybody who learns here. Pictures and sounds are taken by reference: however large it is, it is not held in memory.
 */
export const makeCourseFile = async (idOrSlug: string, { withMedia = false } = {}): Promise<CourseFileMade> => {
  const connections = await connect();
  const { catalogue } = connections;
  const entry = await readEntry(connections, idOrSlug);
  if (!entry || entry.hidden) return { kind: 'unknown' };
  const { number, signature } = entry;
  if (number === undefined || signature === undefined) return { kind: 'unsigned' };
  const manifest = (await catalogue.manifests.get(entry.version))?.manifest;
  if (!manifest) return { kind: 'incomplete' };
  // The text it came in, which the store keeps as an object.
  const manifestBytes = new TextEncoder().encode(JSON.stringify(manifest));
  if ((await sha256Of(manifestBytes)) !== entry.version) return { kind: 'incomplete' };

  const files: PartRef[] = [];
  const contents: BlobPart[] = [];
  for (const ref of partRefs(manifest)) {
    const part = await catalogue.parts.get(ref.sha256);
    if (!part) return { kind: 'incomplete' };
    files.push(ref);
    contents.push(part.text);
  }
  for (const ref of assetRefs(manifest)) {
    if (ref.optional && !withMedia) continue;
    const content = await storedAsset(connections, ref);
    if (!content && ref.optional) continue;
    if (!content) return { kind: 'incomplete' };
    files.push(ref);
    contents.push(content);
  }
  const start = courseFileStart(headOf({ ...entry, number, signature }, files));
  const file = new File([start, manifestBytes, ...contents], courseFileName(entry.slug), { type: COURSE_FILE_TYPE });
  return file.size > LARGEST_COURSE_FILE ? { kind: 'too-large' } : { kind: 'made', file };
};

const storedAsset = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  { sha256, sizeBytes }: PartRef,
): Promise<Blob | null> => {
  if (!globalThis.caches || !(await catalogue.assets.get(sha256))) return null;
  const response = await (await caches.open(PACK_CACHE)).match(packUrl(sha256));
  const content = await response?.blob();
  return content?.size === sizeBytes ? content : null;
};
