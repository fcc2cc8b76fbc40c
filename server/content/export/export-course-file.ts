import { open, rename, rm } from 'node:fs/promises';
import { courseFileStart, headOf, LARGEST_COURSE_FILE } from '@hornbook/shared/content/course-file.ts';
import type { CatalogueEntry, CourseManifest, PartRef } from '@hornbook/shared/content/pack.ts';
import { assetRefs, partRefs } from '@hornbook/shared/content/pack-refs.ts';
import type { Database } from '../../db/connect.ts';
import { courseSigner } from '../course-signer.ts';

interface CourseFileOptions {
  /** Slug or id of a published course. */
  course: string;
  into: string;
  /** Sound and videos too. */
  withMedia: boolean;
  print: (line: string) => void;
}

/** Writes a published course as one file that the app opens without a network. Returns the exit code. */
export const exportCourseFile = async (
  database: Pick<Database, 'query'>,
  { course, into, withMedia, print }: CourseFileOptions,
): Promise<number> => {
  const published = await database.query<{ slug: string; entry: CatalogueEntry; number: number }>(`
    select c.slug, v.entry, v.number from courses c join course_versions v on v.version = c.current_version
    where c.published_at is not null and c.unpublished_at is null and c.retired_at is null order by c.slug`);
  const found = published.find(({ slug, entry }) => slug === course || entry.courseId === course);
  if (!found) {
    const slugs = published.map(({ slug }) => slug).join(', ');
    print(`No published course is called ${course}. ${slugs ? `There are: ${slugs}.` : 'None is published here.'}`);
    return 1;
  }
  const { entry, number } = found;
  const bytesOf = async ({ sha256 }: PartRef): Promise<Buffer> => {
    const [blob] = await database.query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [sha256]);
    if (!blob) throw new Error(`The database lacks the file ${sha256} of ${course}.`);
    return Buffer.from(blob.bytes);
  };
  const manifestBytes = await bytesOf(entry.manifest);
  const manifest = JSON.parse(manifestBytes.toString()) as CourseManifest;
  const files = [...partRefs(manifest), ...assetRefs(manifest).filter(({ optional }) => withMedia || !optional)];
  const signature = (await courseSigner(database)).sign({ ...entry, number });
  const start = courseFileStart(headOf({ ...entry, number, signature }, files));
  const sizeBytes = [entry.manifest, ...files].reduce((sum, ref) => sum + ref.sizeBytes, start.length);
  if (sizeBytes > LARGEST_COURSE_FILE) {
    print(`With its recordings the course has ${sizeBytes} bytes; a course file may have ${LARGEST_COURSE_FILE}.`);
    return 1;
  }
  // Never half a file under its name.
  const begun = `${into}.part`;
  const file = await open(begun, 'w');
  try {
    await file.write(start);
    await file.write(manifestBytes);
    for (const ref of files) await file.write(await bytesOf(ref));
    await file.close();
    await rename(begun, into);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(begun, { force: true });
    throw error;
  }
  print(`${entry.title}, version ${number}: ${files.length + 1} files, ${sizeBytes} bytes, in ${into}`);
  return 0;
};
