import {
  type CourseFileHead,
  type CourseFileRefusal,
  courseText,
  FIRST_LINE_BYTES,
  isCourseFile,
  isWhole,
  type PlacedFile,
  readFirstLine,
  readHead,
} from '@hornbook/shared/content/course-file.ts';
import type { CatalogueEntry, CourseManifest } from '@hornbook/shared/content/pack.ts';
import { assetRefs, entryOf } from '@hornbook/shared/content/pack-refs.ts';
import { fromBase64url } from '@hornbook/shared/identity/from-base64url.ts';
import { now } from '../clock.ts';
import { type Connections, connect } from '../connections.ts';
import { sha256Of } from '../downloads/fetch-file.ts';
import { freeUnwanted } from '../downloads/free-unwanted.ts';
import { playedForm } from '../downloads/played-form.ts';
import { reasonId } from '../downloads/reasons.ts';
import { roomFor } from '../downloads/room.ts';
import { storeAsset } from '../downloads/store-asset.ts';
import { storeParts } from '../downloads/store-parts.ts';
import { storedOf } from '../downloads/stored-of.ts';
import { wantedFiles } from '../downloads/wanted-files.ts';
import { isQuotaError } from '../live-handle.ts';

export type CourseFileSeen =
  | {
      kind: 'ready';
      courseId: string;
      slug: string;
      title: string;
      shortDescription: string;
      language: string;
      author: string;
      lessonCount: number;
      sizeBytes: number;
      withMedia: boolean;
      /** `newer`: an older version of it is here. */
      standing: 'new' | 'newer' | 'rest';
    }
  /** All that is in the file is here already. */
  | { kind: 'here'; slug: string; title: string }
  /** A later version of the course is known here. */
  | { kind: 'older'; slug: string; title: string }
  | { kind: 'no-room'; neededBytes: number; freeBytes: number }
  /** This device never reached its service: it can't know whose file it is. */
  | { kind: 'no-contact-yet' }
  | { kind: 'refused'; why: CourseFileRefusal };

export type CourseFileTaken =
  | { kind: 'taken'; slug: string; title: string }
  | Exclude<CourseFileSeen, { kind: 'ready' }>;

/** Whether a file says that it is a course, by its first bytes. */
export const looksLikeCourse = async (file: Blob): Promise<boolean> =>
  isCourseFile(new Uint8Array(await file.slice(0, FIRST_LINE_BYTES).arrayBuffer()));

interface Proven {
  kind: 'proven';
  head: CourseFileHead;
  manifest: CourseManifest;
  manifestBytes: number;
  files: PlacedFile[];
}
type Refused = Extract<CourseFileSeen, { kind: 'refused' | 'no-contact-yet' }>;
const refused = (why: CourseFileRefusal): Refused => ({ kind: 'refused', why });

const bytesOf = async (file: Blob, { offset, sizeBytes }: PlacedFile): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(offset, offset + sizeBytes).arrayBuffer());

/** Checks everything but the contents of the files that follow the manifest: whose it is, and what must be in it. */
const prove = async (file: Blob, { catalogue }: Connections): Promise<Proven | Refused> => {
  const line = readFirstLine(new Uint8Array(await file.slice(0, FIRST_LINE_BYTES).arrayBuffer()));
  if (line.kind === 'refused') return line;
  const { headBytes } = line;
  const read = readHead(await file.slice(FIRST_LINE_BYTES, FIRST_LINE_BYTES + headBytes).text(), headBytes, file.size);
  if (read.kind === 'refused') return read;
  const { head, files } = read;
  const signer = (await catalogue.catalogue.get('catalogue'))?.catalogue.signer;
  if (!signer) return { kind: 'no-contact-yet' };
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'EC', crv: 'P-256', ...signer },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  );
  const { courseId, number } = head;
  const said = new TextEncoder().encode(courseText({ courseId, number, version: head.manifest.sha256 }));
  const signature = fromBase64url(head.signature);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  if (!signature || !(await crypto.subtle.verify(algorithm, key, signature, said))) return refused('foreign');
  const bytes = await bytesOf(file, read.manifest);
  if ((await sha256Of(bytes)) !== head.manifest.sha256) return refused('damaged');
  // From here on it is the service's own word.
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as CourseManifest;
  if (manifest.courseId !== courseId || !isWhole(manifest, files)) return refused('damaged');
  return { kind: 'proven', head, manifest, manifestBytes: bytes.length, files };
};

/** What a file holds, and whether it can be taken; nothing is changed by looking. */
export const lookAtCourseFile = async (file: Blob): Promise<CourseFileSeen> => {
  const connections = await connect();
  const proven = await prove(file, connections);
  return proven.kind === 'proven' ? standingOf(connections, proven, file.size) : proven;
};

const standingOf = async (
  connections: Connections,
  { head, manifest, files }: Proven,
  sizeBytes: number,
): Promise<Exclude<CourseFileSeen, { kind: 'refused' | 'no-contact-yet' }>> => {
  const known = await knownEntry(connections, manifest.courseId);
  const { courseId, slug, title, shortDescription, language, author } = manifest;
  if (known?.number !== undefined && known.number > head.number) return { kind: 'older', slug, title };
  const same = known?.version === head.manifest.sha256;
  const { missingBytes } = await storedOf(connections, files);
  if (same && missingBytes === 0 && (await connections.catalogue.manifests.get(head.manifest.sha256)))
    return { kind: 'here', slug, title };
  const freeBytes = await roomFor();
  if (freeBytes !== null && freeBytes < missingBytes) return { kind: 'no-room', neededBytes: missingBytes, freeBytes };
  const optional = new Set(assetRefs(manifest).flatMap((asset) => (asset.optional ? [asset.sha256] : [])));
  return {
    kind: 'ready',
    courseId,
    slug,
    title,
    shortDescription,
    language,
    author,
    lessonCount: manifest.units.reduce((sum, { lessons }) => sum + lessons.length, 0),
    sizeBytes,
    withMedia: files.some(({ sha256 }) => optional.has(sha256)),
    standing: same ? 'rest' : known ? 'newer' : 'new',
  };
};

const knownEntry = async ({ catalogue }: Connections, courseId: string): Promise<CatalogueEntry | undefined> =>
  (await catalogue.catalogue.get('catalogue'))?.catalogue.courses.find((entry) => entry.courseId === courseId);

/**
 * Takes the course of a file onto this device. Every file of it is proven by its hash before the first is kept, and the
 * course appears when all of it is here: a damaged copy changes nothing, and neither does being cut off.
 */
export const takeCourseFile = async (file: Blob): Promise<CourseFileTaken> => {
  const connections = await connect();
  const proven = await prove(file, connections);
  if (proven.kind !== 'proven') return proven;
  const seen = await standingOf(connections, proven, file.size);
  if (seen.kind !== 'ready') return seen;
  for (const placed of proven.files)
    if ((await sha256Of(await bytesOf(file, placed))) !== placed.sha256) return refused('damaged');
  try {
    // Another page may tidy up what no wish covers yet: then it is kept once more.
    let kept = false;
    for (let tries = 0; tries < 3 && !kept; tries += 1) {
      await keepFiles(connections, proven, file);
      kept = await listCourse(connections, proven);
    }
    if (!kept) throw new Error('What was kept of the course did not stay.');
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    await freeUnwanted(connections);
    return { kind: 'no-room', neededBytes: file.size, freeBytes: (await roomFor()) ?? 0 };
  }
  await freeUnwanted(connections);
  return { kind: 'taken', slug: proven.manifest.slug, title: proven.manifest.title };
};

const keepFiles = async (connections: Connections, { manifest, files }: Proven, file: Blob): Promise<void> => {
  const { whole } = await storedOf(connections, files);
  const mediaTypes = new Map(assetRefs(manifest).map(({ sha256, mediaType }) => [sha256, mediaType]));
  const skills = new Map(
    manifest.units.flatMap(({ lessons, part, skillIds }) =>
      [...lessons.map((lesson) => lesson.part), ...(part ? [part] : [])].map(
        ({ sha256 }) => [sha256, skillIds] as const,
      ),
    ),
  );
  for (const placed of files) {
    if (whole.has(placed.sha256)) continue;
    const bytes = await bytesOf(file, placed);
    const mediaType = mediaTypes.get(placed.sha256);
    if (mediaType !== undefined) await storeAsset(connections, placed.sha256, bytes, mediaType);
    else
      await storeParts(connections.catalogue, [
        { sha256: placed.sha256, bytes, unitSkillIds: skills.get(placed.sha256) ?? [] },
      ]);
  }
};

/** Makes the course known as the catalogue would have, if all of it is here. */
const listCourse = async (
  { catalogue }: Connections,
  { head, manifest, manifestBytes, files }: Proven,
): Promise<boolean> => {
  const { courseId } = manifest;
  const version = head.manifest.sha256;
  const entry: CatalogueEntry = {
    ...entryOf(manifest, { sha256: version, sizeBytes: manifestBytes }),
    number: head.number,
    signature: head.signature,
  };
  const wish = { scope: 'course', withAssets: true, withMedia: true, form: playedForm() };
  return catalogue.transaction('rw', catalogue.tables, async () => {
    const stored = await catalogue.catalogue.get('catalogue');
    const listed = await catalogue.assets.toCollection().primaryKeys();
    const here = new Set([...listed, ...(await catalogue.parts.toCollection().primaryKeys())]);
    if (!stored || files.some(({ sha256 }) => !here.has(sha256))) return false;
    const withMedia = wantedFiles(manifest, wish).every(({ sha256 }) => here.has(sha256));
    await catalogue.manifests.put({ version, courseId, manifest });
    const others = stored.catalogue.courses.filter((other) => other.courseId !== courseId);
    const hidden = stored.catalogue.courses.some((other) => other.courseId === courseId && other.hidden);
    const courses = [...others, hidden ? { ...entry, hidden } : entry].sort((a, b) => a.title.localeCompare(b.title));
    // What the service lists now is asked for as a whole the next time.
    await catalogue.catalogue.put({ ...stored, etag: null, catalogue: { ...stored.catalogue, courses } });
    const asked = await catalogue.reasons.get(reasonId(courseId, 'course'));
    const hadMedia = asked?.status !== 'removed' && asked?.withMedia === true;
    await catalogue.reasons.put({
      id: reasonId(courseId, 'course'),
      courseId,
      scope: 'course',
      origin: 'asked',
      withAssets: true,
      ...((withMedia || hadMedia) && { withMedia: true, form: wish.form }),
      status: 'done',
      version,
      failure: null,
      at: now(),
    });
    // Nothing else of the course needs an older version now. Recordings that were asked for and are not in the file come later.
    await catalogue.reasons
      .where('courseId')
      .equals(courseId)
      .modify((reason) => {
        if (reason.status === 'removed') return;
        reason.version = reason.withMedia && !withMedia ? null : version;
        reason.status = reason.version === null ? 'wanted' : 'done';
      });
    return true;
  });
};
