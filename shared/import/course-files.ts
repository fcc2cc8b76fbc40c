const COURSE = /^(?:[^/]+\/)?course\.md$/;

/** Beside a course, not of it: how its parts read when it was exported, so that edits here and in the folder are told apart. */
export const EXPORTED = '.exported.json';

/** Whether these are the names of the files of a course folder. */
export const isCourseFolder = (names: Iterable<string>): boolean => [...names].some((name) => COURSE.test(name));

/** The files of a course folder in an archive, with or without the folder around them; null where there is no course in it. */
export const courseFilesIn = (files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> | null => {
  const course = [...files.keys()].filter((path) => COURSE.test(path)).sort()[0];
  if (course === undefined) return null;
  const around = course.slice(0, -'course.md'.length);
  // What a desktop puts into every archive is no file of a course.
  const within = [...files].filter(([path]) => path.startsWith(around) && !/(^|\/)(\.|__MACOSX\/)/.test(path));
  return new Map(within.map(([path, bytes]) => [path.slice(around.length), bytes]));
};

/** How the parts of a course read when it was exported; nothing where that is not said, or by somebody else. */
export const exportedIn = (files: ReadonlyMap<string, Uint8Array>): Record<string, number> => {
  const [, bytes] = [...files].find(([path]) => path === EXPORTED || /^[^/]+\/\.exported\.json$/.test(path)) ?? [];
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof said !== 'object' || said === null) return {};
    return Object.fromEntries(
      Object.entries(said).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return {};
  }
};
