import { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { AuthoredCourse } from './authored-course.ts';
import { checkCourses, type SkillsBySlug } from './check-courses.ts';
import { type CompiledCourse, compileCourse } from './compile.ts';
import { type CourseFiles, readCourseFolders } from './course-files.ts';
import { readCourse } from './read-course.ts';

export interface FolderCourse {
  authored: AuthoredCourse;
  compiled: CompiledCourse;
}

export interface Compiled {
  courses: FolderCourse[];
  skills: SkillsBySlug;
  problems: Problems;
}

/** Reads, checks and compiles every course folder in `root`. With problems there is nothing to publish. */
export const compileFolders = async (root: string): Promise<Compiled> => compileFiles(await readCourseFolders(root));

export const compileFiles = async (folders: ReadonlyMap<string, CourseFiles>): Promise<Compiled> => {
  const problems = new Problems();
  const read = [...folders].map(([folder, files]) => readCourse(folder, files, problems));
  const authored = read.filter((course) => course !== null);
  const skills = checkCourses(authored, problems);
  const courses: FolderCourse[] = [];
  for (const course of authored) {
    courses.push({ authored: course, compiled: await compileCourse(course, skills, problems) });
  }
  return { courses, skills, problems };
};
