import type { CourseManifest, LessonPart } from '@hornbook/shared/content/pack.ts';
import type { Services } from '../services.ts';
import { type Page, readPageScripts } from './page-scripts.ts';

const MOST_PICTURES = 500;

/**
 * The Link header of a page of the app: what a visitor who comes by a deep link for the first time would otherwise learn
 * of one round trip after the other (scripts of the screen, its words, the catalogue, the course's contents, the text
 * itself). Only what the first view of that page shows: anything more would compete with it. Only hints: without them, or
 * with stale ones, the page finds everything by itself. Later visits are the service worker's.
 */
export const pageHints = ({ database, webFolder }: Pick<Services, 'database' | 'webFolder'>) => {
  const { pages, players, words } = readPageScripts(webFolder);
  /** Manifests never change, so the one of a version is read once; a course has one that is current. */
  const manifests = new Map<string, CourseManifest>();

  const currentManifest = async (course: string): Promise<{ version: string; manifest: CourseManifest } | null> => {
    const [current] = await database.query<{ version: string }>(
      `select current_version as version from courses
       where (slug = $1 or id::text = $1) and current_version is not null
         and published_at is not null and unpublished_at is null and retired_at is null`,
      [course],
    );
    if (!current) return null;
    const known = manifests.get(current.version);
    if (known) return { ...current, manifest: known };
    const [blob] = await database.query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [
      current.version,
    ]);
    if (!blob) return null;
    const manifest = JSON.parse(Buffer.from(blob.bytes).toString('utf8')) as CourseManifest;
    for (const [version, { courseId }] of manifests) if (courseId === manifest.courseId) manifests.delete(version);
    manifests.set(current.version, manifest);
    return { ...current, manifest };
  };

  /** The picture a lesson begins with, by its text, which never changes either; null where it begins with none. */
  const pictures = new Map<string, string | null>();
  const firstPicture = async (part: string): Promise<string | null> => {
    const known = pictures.get(part);
    if (known !== undefined) return known;
    const [blob] = await database.query<{ bytes: Buffer }>('select bytes from pack_blobs where sha256 = $1', [part]);
    const found = blob ? pictureIn(JSON.parse(Buffer.from(blob.bytes).toString('utf8'))) : null;
    if (pictures.size >= MOST_PICTURES) pictures.clear();
    pictures.set(part, found);
    return found;
  };

  /** `languages`: the Accept-Language header, in which browsers name what the learner prefers first. */
  return async (path: string, languages = ''): Promise<string | undefined> => {
    const page = pages.find(({ pattern }) => pattern.test(path));
    if (!page) return undefined;
    const { course, target } = page.pattern.exec(path)?.groups ?? {};
    // The page itself must come whatever the database does.
    const found = course ? await currentManifest(decoded(course)).catch(() => null) : null;
    const about = found && target !== undefined ? partAbout(found.manifest, target) : null;
    const links = [...page.scripts, ...(about?.plays ? players : []), ...wordsFor(page, words, languages)].map(linkTo);
    if (found)
      links.push(
        ...['catalogue', found.version, ...(about ? [about.sha256] : [])].map(
          (name) => `</packs/${name}>; rel=preload; as=fetch; crossorigin`,
        ),
      );
    const picture = about?.reads ? await firstPicture(about.sha256).catch(() => null) : null;
    if (picture) links.push(`</packs/${picture}>; rel=preload; as=image`);
    return links.join(', ') || undefined;
  };
};

// The page asks for its styles as scripts are asked for; a hint that asks otherwise would fetch them twice.
const linkTo = (file: string): string =>
  file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`;

/** A picture in the first paragraphs is seen at once. */
const BEGINNING = 2_000;
const PICTURE = /<img [^>]*?src="\/packs\/([0-9a-f]{64})"/;

const pictureIn = ({ html, media }: LessonPart): string | null =>
  media ? (media.video?.poster.sha256 ?? null) : (PICTURE.exec(html.slice(0, BEGINNING))?.[1] ?? null);

interface Subject {
  sha256: string;
  /** It is read, not asked. */
  reads: boolean;
  /** Its lesson has sound or videos. */
  plays: boolean;
}

/** The text a page is about. */
const partAbout = ({ units }: CourseManifest, target: string): Subject | null => {
  const lessons = units.flatMap((unit) => unit.lessons);
  const read = lessons.find(({ id }) => id === target);
  if (read) return { sha256: read.part.sha256, reads: true, plays: read.assets.some(({ optional }) => optional) };
  const has = ({ activities }: { activities: { id: string }[] }) => activities.some(({ id }) => id === target);
  const part = (lessons.find(has) ?? units.find(has))?.part;
  return part ? { sha256: part.sha256, reads: false, plays: false } : null;
};

/** As the app chooses: the first language of the browser's that there is, else English, whose first words the page names itself. */
const wordsFor = (
  page: Page,
  words: Record<string, { first: string; learning: string }>,
  languages: string,
): string[] => {
  const asked = languages.split(',').map((tag) => tag.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
  const locale = asked.find((tag) => Object.hasOwn(words, tag)) ?? 'en';
  const { first, learning } = words[locale] ?? {};
  return [...(first && locale !== 'en' ? [first] : []), ...(learning && page.isLate ? [learning] : [])];
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
