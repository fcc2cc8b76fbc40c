import { join } from 'node:path';
import { readFrontMatter } from '@hornbook/shared/authoring/front-matter.ts';
import { formatProblem, Problems } from '@hornbook/shared/authoring/problems.ts';
import { readText } from '@hornbook/shared/authoring/read-text.ts';
import { exitWithReason } from '../../exit-with-reason.ts';
import { coursesFolder, readCourseFolders } from '../course-files.ts';
import { saidSha256 } from '../said.ts';
import { madeSchema, storySchema } from '../story-format.ts';
import { makeMedia } from './make-media.ts';
import { writeReferences } from './make-references.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run media -- [word]`: makes the recordings of every story whose words changed since, or of those whose path has
 * the word. Needs espeak-ng and ffmpeg; what it makes is committed, so that nothing else does.
 */
const main = async ([wanted]: string[]): Promise<number> => {
  const problems = new Problems();
  const root = coursesFolder();
  let made = 0;
  for (const [course, files] of await readCourseFolders(root)) {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.story.md') || (wanted && !path.includes(wanted))) continue;
      const read = readFrontMatter(`${course}/${path}`, readText(bytes) ?? '', storySchema, problems);
      if (!read) continue;
      const before = files.get(`assets/${read.fields.media}/media.json`);
      const folder = join(root, course, 'assets', read.fields.media);
      if (!wanted && before && isSame(before, saidSha256(read.fields))) {
        // A new method compares by other features of the same recordings.
        const known = madeSchema.parse(JSON.parse(new TextDecoder().decode(before)));
        if (await writeReferences(read.fields, known, folder)) {
          print(`${course}/${path}: what takes of its phrases are compared with`);
          made += 1;
        }
        continue;
      }
      const size = await makeMedia(read.fields, folder);
      print(`${course}/${path}: ${(size / 1000).toFixed(0)} kB`);
      made += 1;
    }
  }
  for (const problem of problems.list()) print(formatProblem(problem));
  if (made === 0 && problems.size === 0) print('All recordings say what their stories say.');
  return problems.size > 0 ? 1 : 0;
};

const isSame = (bytes: Uint8Array, said: string): boolean => {
  const made = madeSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return made.success && made.data.saidSha256 === said;
};

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWithReason);
