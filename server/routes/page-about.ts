import type { Video } from '@hornbook/shared/content/media.ts';
import type { CourseManifest, LessonHeader, LessonPart, PartRef } from '@hornbook/shared/content/pack.ts';
import type { Database } from '../db/connect.ts';

const MOST_TEXTS = 200;

/** What a page of the app is about, as far as a visitor nobody knows can be told. */
export interface PageAbout {
  version: string;
  manifest: CourseManifest;
  /** The text that is read or asked about; null for a course as a whole. */
  part: PartRef | null;
  /** Where a lesson is read. */
  lesson: (LessonText & { header: LessonHeader }) | null;
}

interface LessonText {
  html: string;
  /** Its hash, where the lesson begins with a picture: that is seen at once. */
  picture: string | null;
  /** It is watched or heard before it is read. */
  media: boolean;
  video: Pick<Video, 'title' | 'poster'> | null;
}

/** A picture in the first paragraphs is seen at once. */
const BEGINNING = 2_000;
const PICTURE = /<img [^>]*?src="\/packs\/([0-9a-f]{64})"/;

const textOf = ({ html, media }: LessonPart): LessonText => ({
  html,
  picture: media ? (media.video?.poster.sha256 ?? null) : (PICTURE.exec(html.slice(0, BEGINNING))?.[1] ?? null),
  media: Boolean(media),
  video: media?.video ? { title: media.video.title, poster: media.video.poster } : null,
});

/** Reads what a course (slug or id) and a lesson or activity in it are; null for what is not published. */
export const pageSubjects = (database: Pick<Database, 'query'>) => {
  /** Manifests never change, so the one of a version is read once; a course has one that is current. */
  const manifests = new Map<string, CourseManifest>();
  /** Texts don't either; the latest are kept. */
  const texts = new Map<string, LessonText>();

  const readBlob = async <T>(sha256: string): Promise<T | null> => {
    const [blob] = await database.query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [sha256]);
    return blob ? (JSON.parse(Buffer.from(blob.bytes).toString('utf8')) as T) : null;
  };

  const manifestOf = async (version: string): Promise<CourseManifest | null> => {
    const known = manifests.get(version);
    if (known) return known;
    const manifest = await readBlob<CourseManifest>(version);
    if (!manifest) return null;
    for (const [earlier, { courseId }] of manifests) if (courseId === manifest.courseId) manifests.delete(earlier);
    manifests.set(version, manifest);
    return manifest;
  };

  const lessonText = async (sha256: string): Promise<LessonText | null> => {
    const known = texts.get(sha256);
    if (known) return known;
    const part = await readBlob<LessonPart>(sha256);
    if (!part) return null;
    const [oldest] = texts.keys();
    if (texts.size >= MOST_TEXTS && oldest) texts.delete(oldest);
    texts.set(sha256, textOf(part));
    return textOf(part);
  };

  return async (course: string, target: string | undefined): Promise<PageAbout | null> => {
    const [current] = await database.query<{ version: string }>(
      `select current_version as version from courses
       where (slug = $1 or id::text = $1) and current_version is not null
         and published_at is not null and unpublished_at is null and retired_at is null`,
      [course],
    );
    const manifest = current && (await manifestOf(current.version));
    if (!manifest) return null;
    const { version } = current;
    const lessons = manifest.units.flatMap((unit) => unit.lessons);
    const header = lessons.find(({ id }) => id === target);
    if (header) {
      const text = await lessonText(header.part.sha256);
      return { version, manifest, part: header.part, lesson: text && { ...text, header } };
    }
    const has = ({ activities }: { activities: { id: string }[] }) => activities.some(({ id }) => id === target);
    return { version, manifest, part: (lessons.find(has) ?? manifest.units.find(has))?.part ?? null, lesson: null };
  };
};
