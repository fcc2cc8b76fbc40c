import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of a course folder, by path from that folder with forward slashes. */
export type CourseFiles = ReadonlyMap<string, Uint8Array>;

/** The course folders in `root`, by folder name, in order of name. What an editor or a desktop left (dotfiles) is passed over. */
export const readCourseFolders = async (root: string): Promise<Map<string, CourseFiles>> => {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
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
