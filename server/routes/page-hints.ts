import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import type { Services } from '../services.ts';

/** Texts of a unit that a course's page is likely to be left for; more would only compete with the page itself. */
const MOST_PARTS = 6;

interface Page {
  pattern: RegExp;
  scripts: string[];
}

/**
 * The Link header of a page of the app: what a visitor who comes by a deep link for the first time would otherwise learn
 * of one round trip after the other (scripts of the screen, the catalogue, the course's contents, the text itself). Only
 * hints: without them, or with stale ones, the page finds everything by itself. Later visits are the service worker's.
 */
export const pageHints = ({ database, webFolder }: Pick<Services, 'database' | 'webFolder'>) => {
  const pages = readPages(webFolder);
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

  return async (path: string): Promise<string | undefined> => {
    const page = pages.find(({ pattern }) => pattern.test(path));
    if (!page) return undefined;
    const { course, target } = page.pattern.exec(path)?.groups ?? {};
    // The page asks for its styles as scripts are asked for; a hint that asks otherwise would fetch them twice.
    const links = page.scripts.map((file) =>
      file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`,
    );
    // The page itself must come whatever the database does.
    const found = course ? await currentManifest(decoded(course)).catch(() => null) : null;
    const files = found ? [found.version, ...partsFor(found.manifest, target)] : [];
    if (found)
      links.push(...['catalogue', ...files].map((name) => `</packs/${name}>; rel=preload; as=fetch; crossorigin`));
    return links.join(', ') || undefined;
  };
};

/** The text a page is about; for a course's page the first of those a first visit fetches. */
const partsFor = ({ units }: CourseManifest, target: string | undefined): string[] => {
  const lessons = units.flatMap((unit) => unit.lessons);
  if (target === undefined) {
    return (units[0]?.lessons ?? []).slice(0, MOST_PARTS).map(({ part }) => part.sha256);
  }
  const lesson = lessons.find(({ id, activities }) => id === target || activities.some((one) => one.id === target));
  const unit = units.find(({ activities }) => activities.some(({ id }) => id === target));
  const part = lesson?.part ?? unit?.part;
  return part ? [part.sha256] : [];
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What the web app's build says its screens need; nothing for a build that doesn't say. */
const readPages = (webFolder: string): Page[] => {
  let pages: Record<string, string[]> = {};
  try {
    pages = JSON.parse(readFileSync(join(webFolder, 'page-scripts.json'), 'utf8'));
  } catch {
    return [];
  }
  return Object.entries(pages).map(([path, scripts]) => ({
    pattern: new RegExp(
      `^${path.replace(/:(\w+)/g, (_, name: string) => `(?<${name === 'course' ? 'course' : 'target'}>[^/]+)`)}$`,
    ),
    scripts,
  }));
};
