import { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { CourseFiles } from '../course-files.ts';
import { type Exercise, INSTRUCTIONS } from './exercise-folder.ts';

/** Problems of the files an exercise would have become, told of the files it has: those are the ones to look at. */
export const inExercise = (
  problems: Problems,
  name: string,
  { paths, slug }: Exercise,
  added: ReadonlyMap<string, string>,
  files: CourseFiles,
): Problems => {
  const told = new Problems();
  const lines = new TextDecoder().decode(files.get(INSTRUCTIONS)).split('\n');
  for (const { file, line, message } of problems.list()) {
    const path = [...added.keys()].find((one) => file.endsWith(`/${one}`));
    if (!path) told.add({ file, line }, message);
    else if (/\.code\/solution\.\w+$/.test(path)) told.add({ file: `${name}/${paths.proof}`, line }, message);
    else if (/\.code\/starter\.\w+$/.test(path)) told.add({ file: `${name}/${paths.stub}`, line }, message);
    else if (path.includes(`/${slug}.code/`)) told.add({ file: `${name}/${path.split('/').at(-1)}`, line }, message);
    else {
      const words = added.get(path)?.split('\n')[line - 1]?.trim();
      const at = lines.findIndex((one) => one.trim() === words);
      told.add({ file: `${name}/${INSTRUCTIONS}`, line: Math.max(1, at + 1) }, message);
    }
  }
  return told;
};
