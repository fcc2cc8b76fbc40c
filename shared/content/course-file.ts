import type { CatalogueEntry, CourseManifest, PartRef } from './pack.ts';
import { assetRefs, partRefs } from './pack-refs.ts';

/*
 * A course in one file, to be passed on from hand to hand: a line that says what it is, a head, and then the files of the
 * pack one after the other, as they are. It is read piece by piece, so a phone never holds all of it in its memory.
 */

export const COURSE_FILE_SUFFIX = '.hornbook';
export const COURSE_FILE_TYPE = 'application/x-hornbook-course';
/** The largest course file that is made or read. */
export const LARGEST_COURSE_FILE = 1024 * 1024 * 1024;
/** The first line: these words, and how long the head is in bytes, in eight digits. */
const WORDS = 'HORNBOOK COURSE ';
export const FIRST_LINE_BYTES = WORDS.length + 9;
const LARGEST_HEAD = 4 * 1024 * 1024;
/** One file of a pack: it is held in memory while its hash is checked. */
const LARGEST_FILE = 128 * 1024 * 1024;
const MOST_FILES = 20_000;

/** What a course file says of itself. Nothing of it is believed but what the signature and the hashes prove. */
export interface CourseFileHead {
  format: 1;
  courseId: string;
  /** Which of the course's versions it is. */
  number: number;
  /** The manifest: its hash is the version. It comes first. */
  manifest: PartRef;
  /** By the service that published the course, over `courseText`. */
  signature: string;
  /** What follows the manifest, in this order. */
  files: PartRef[];
}

export type CourseFileRefusal =
  /** Something else altogether. */
  | 'not-a-course'
  /** Of a form that only a newer Hornbook reads. */
  | 'newer-form'
  /** It ends too early: a copy that was cut off. */
  | 'cut'
  /** A hash or a size is not as it should be. */
  | 'damaged'
  | 'too-large'
  /** Not signed by the service this device belongs to. */
  | 'foreign';

/** The text a service's signature is over: this course has this version, and it is the service's own. */
export const courseText = ({
  courseId,
  number,
  version,
}: {
  courseId: string;
  number: number;
  version: string;
}): string => `hornbook-course-v1\n${courseId}\n${number}\n${version}`;

/** First line and head, as bytes; the files follow. */
export const courseFileStart = (head: CourseFileHead): Uint8Array<ArrayBuffer> => {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const line = new TextEncoder().encode(`${WORDS}${String(json.length).padStart(8, '0')}\n`);
  const start = new Uint8Array(line.length + json.length);
  start.set(line);
  start.set(json, line.length);
  return start;
};

/** Whether a file says by its first bytes that it is a course. */
export const isCourseFile = (firstBytes: Uint8Array): boolean =>
  new TextDecoder().decode(firstBytes.subarray(0, WORDS.length)) === WORDS;

/** Length of the head, of a file's first line. */
export const readFirstLine = (
  firstBytes: Uint8Array,
): { kind: 'head'; headBytes: number } | { kind: 'refused'; why: CourseFileRefusal } => {
  if (!isCourseFile(firstBytes)) return { kind: 'refused', why: 'not-a-course' };
  const digits = /^(\d{8})\n$/.exec(new TextDecoder().decode(firstBytes.subarray(WORDS.length, FIRST_LINE_BYTES)))?.[1];
  if (digits === undefined)
    return { kind: 'refused', why: firstBytes.length < FIRST_LINE_BYTES ? 'cut' : 'newer-form' };
  const headBytes = Number(digits);
  return headBytes > LARGEST_HEAD ? { kind: 'refused', why: 'too-large' } : { kind: 'head', headBytes };
};

/** A file of a course file, and where its bytes begin. */
export interface PlacedFile extends PartRef {
  offset: number;
}

/** The head, and where everything lies in a file of `fileBytes`. */
export const readHead = (
  headText: string,
  headBytes: number,
  fileBytes: number,
):
  | { kind: 'read'; head: CourseFileHead; manifest: PlacedFile; files: PlacedFile[] }
  | { kind: 'refused'; why: CourseFileRefusal } => {
  const refused = (why: CourseFileRefusal) => ({ kind: 'refused', why }) as const;
  let head: CourseFileHead;
  try {
    head = JSON.parse(headText) as CourseFileHead;
  } catch {
    return refused(fileBytes < FIRST_LINE_BYTES + headBytes ? 'cut' : 'damaged');
  }
  const format: unknown = head?.format;
  if (typeof format === 'number' && format > 1) return refused('newer-form');
  if (!isHead(head)) return refused('damaged');
  if (fileBytes > LARGEST_COURSE_FILE || head.files.length > MOST_FILES) return refused('too-large');
  let offset = FIRST_LINE_BYTES + headBytes;
  const placed = [head.manifest, ...head.files].map((ref) => {
    const file = { sha256: ref.sha256, sizeBytes: ref.sizeBytes, offset };
    offset += ref.sizeBytes;
    return file;
  });
  if (placed.some(({ sizeBytes }) => sizeBytes > LARGEST_FILE)) return refused('too-large');
  if (offset > fileBytes) return refused('cut');
  if (offset < fileBytes) return refused('damaged');
  const [manifest, ...files] = placed as [PlacedFile, ...PlacedFile[]];
  return { kind: 'read', head, manifest, files };
};

const isHead = (head: unknown): head is CourseFileHead => {
  const { format, courseId, number, manifest, signature, files } = (head ?? {}) as Partial<CourseFileHead>;
  return (
    format === 1 &&
    typeof courseId === 'string' &&
    Number.isSafeInteger(number) &&
    typeof signature === 'string' &&
    isRef(manifest) &&
    Array.isArray(files) &&
    files.every(isRef)
  );
};

const isRef = (ref: unknown): ref is PartRef => {
  const { sha256, sizeBytes } = (ref ?? {}) as Partial<PartRef>;
  return (
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof sizeBytes === 'number' &&
    Number.isSafeInteger(sizeBytes) &&
    sizeBytes >= 0
  );
};

/** The head of a file with these of a course's files, which follow the manifest in the order of reading. */
export const headOf = (
  entry: Pick<CatalogueEntry, 'courseId' | 'manifest'> & Required<Pick<CatalogueEntry, 'number' | 'signature'>>,
  files: readonly PartRef[],
): CourseFileHead => ({
  format: 1,
  courseId: entry.courseId,
  number: entry.number,
  manifest: { sha256: entry.manifest.sha256, sizeBytes: entry.manifest.sizeBytes },
  signature: entry.signature,
  files: files.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })),
});

/**
 * Whether the files are some of the course's own, each once and as large as its manifest says, and all that it needs are
 * among them. Sound and videos may be missing.
 */
export const isWhole = (manifest: CourseManifest, files: readonly PartRef[]): boolean => {
  const assets = assetRefs(manifest);
  const known = new Map([...partRefs(manifest), ...assets].map(({ sha256, sizeBytes }) => [sha256, sizeBytes]));
  const here = new Set(files.map(({ sha256 }) => sha256));
  const needed = [...partRefs(manifest), ...assets.filter(({ optional }) => !optional)];
  return (
    here.size === files.length &&
    files.every(({ sha256, sizeBytes }) => known.get(sha256) === sizeBytes) &&
    needed.every(({ sha256 }) => here.has(sha256))
  );
};

/** A name for the file that any system takes. */
export const courseFileName = (slug: string): string => `${slug}${COURSE_FILE_SUFFIX}`;
