import { COURSE_FILE_SUFFIX } from '@hornbook/shared/content/course-file.ts';

/**
 * The file as this browser's share sheet takes it, or null. Many take only types they know: it goes as a text file then,
 * by its name, and is the same inside.
 */
export const shareable = (file: File): File | null => {
  const asText = new File([file], file.name.replace(COURSE_FILE_SUFFIX, `${COURSE_FILE_SUFFIX}.txt`), {
    type: 'text/plain',
  });
  return [file, asText].find((form) => navigator.canShare?.({ files: [form] })) ?? null;
};

/** False when the learner thought better of it, or the other app did not take it. */
export const shareCourse = async (file: File): Promise<boolean> => {
  try {
    await navigator.share({ files: [file] });
    return true;
  } catch {
    return false;
  }
};
