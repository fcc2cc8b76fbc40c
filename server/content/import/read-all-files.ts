import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CourseFiles } from '../course-files.ts';

/** Every file of a folder, those in folders whose names begin with a dot included. */
export const readAllFiles = async (folder: string): Promise<CourseFiles> => {
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (!name.includes('node_modules/')) files.set(name, await readFile(path));
  }
  return files;
};
