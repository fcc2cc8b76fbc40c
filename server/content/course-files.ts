import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from './sha256.ts';

/** Files of a course folder, by path from that folder with forward slashes. */
export type CourseFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The course folders in `root`, by folder name, in order of name. What an editor or a desktop left (dotfiles) is passed
 * over, and what `wanted` says no to is not read.
 */
export const readCourseFolders = async (
  root: string,
  wanted: (name: string) => boolean = () => true,
): Promise<Map<string, CourseFiles>> => {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && wanted(entry.name))
    .map(({ name }) => name);
  const folders = new Map<string, CourseFiles>();
  for (const name of names.sort()) folders.set(name, await readFolder(join(root, name)));
  return folders;
};

const readFolder = async (folder: string, prefix = ''): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) for (const [inner, bytes] of await readFolder(folder, `${path}/`)) files.set(inner, bytes);
    else if (entry.isFile()) files.set(path, await readFile(join(folder, path)));
  }
  return files;
};

/** Where the project's own courses are, from the sources as from the built server. */
export const coursesFolder = (): string => {
  const candidates = ['./courses', '../content/courses', '../../server/content/courses'];
  const found = candidates
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (!found) throw new Error('The folder server/content/courses is missing.');
  return found;
};

/** The same for the same files, whatever their dates. */
export const filesHash = (files: CourseFiles): string =>
  sha256([...files].map(([path, bytes]) => `${path} ${sha256(bytes)}`).join('\n'));

/** Rises when the same folder compiles to other bytes than before: then every folder course is published anew. */
const COMPILER_VERSION = 2;

/** Changes with the folder's files and with the compiler. */
export const sourceHash = (filesSha256: string): string => `${COMPILER_VERSION}-${filesSha256}`;
