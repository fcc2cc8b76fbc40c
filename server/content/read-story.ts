import { readFrontMatter } from '@hornbook/shared/authoring/front-matter.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import { readText } from '@hornbook/shared/authoring/read-text.ts';
import type { AuthoredStory } from './authored-course.ts';
import type { CourseFiles } from './course-files.ts';
import { type MadeMedia, madeSchema, storySchema } from './story-format.ts';

/** A .story.md file and the media.json of its recordings; null after a problem. */
export const readStory = (
  folder: string,
  path: string,
  files: CourseFiles,
  problems: Problems,
): AuthoredStory | null => {
  const file = `${folder}/${path}`;
  const text = readText(files.get(path) ?? new Uint8Array());
  if (text === null) problems.add({ file, line: 1 }, 'is not UTF-8 text');
  const read = text === null ? null : readFrontMatter(file, text, storySchema, problems);
  if (!read) return null;
  const { fields, place, body } = read;
  if (body.text.trim() !== '') problems.add(body.place, 'has text below the fields, which is shown nowhere');
  const speaking = [
    ...fields.video.scenes.flatMap(({ cast, lines }, index) =>
      [...cast, ...lines.map(({ by }) => by)].map((name) => [name, place('video', 'scenes', index)] as const),
    ),
    ...(fields.story?.lines ?? []).flatMap((line, index) =>
      'by' in line ? [[line.by, place('story', 'lines', index)] as const] : [],
    ),
    ...(fields.words ? [[fields.words.voice, place('words', 'voice')] as const] : []),
    ...(fields.phrases?.voices ?? []).map((name) => [name, place('phrases', 'voices')] as const),
  ];
  for (const [name, where] of speaking) if (!fields.voices[name]) problems.add(where, `there is no voice "${name}"`);
  const made = readMade(files.get(`assets/${fields.media}/media.json`));
  if (!made) problems.add(place('media'), `assets/${fields.media} has no media.json; npm run media makes it`);
  return made && { fields, made, linePlace: (index) => place('story', 'lines', index) };
};

const readMade = (bytes: Uint8Array | undefined): MadeMedia | null => {
  try {
    return madeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
};
