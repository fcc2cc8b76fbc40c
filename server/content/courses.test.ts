import type { LessonPart } from '@hornbook/shared/content/pack.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { coursesFolder } from './course-files.ts';
import { compileFolders, type FolderCourse } from './folder-courses.ts';

const courses = new Map<string, FolderCourse>();
beforeAll(async () => {
  const compiled = await compileFolders(coursesFolder());
  expect(compiled.problems.list()).toEqual([]);
  for (const course of compiled.courses) courses.set(course.authored.folder, course);
  // Formulas and code of whole courses take their time on a busy machine.
}, 120_000);
const course = (folder: string): FolderCourse => {
  const found = courses.get(folder);
  if (!found) throw new Error(`there is no course ${folder}`);
  return found;
};
const questionsOf = (folder: string) => Object.values(course(folder).compiled.answerKey.questions);

describe('the courses that come with Hornbook', () => {
  test('AI Engineering has five lessons, and five quizzes of two or three questions', () => {
    const lessons = course('ai-engineering').compiled.manifest.units.flatMap((unit) => unit.lessons);
    expect(lessons).toHaveLength(5);
    const quizzes = lessons.flatMap(({ activities }) => activities.filter(({ kind }) => kind === 'quiz'));
    expect(quizzes).toHaveLength(5);
    for (const { questionCount } of quizzes) expect([2, 3]).toContain(questionCount);
  });

  test('Everyday numbers and nature asks in every kind but programs and speech, the newer ones at least three times', () => {
    const kinds = questionsOf('everyday-numbers-and-nature').map(({ kind }) => kind);
    for (const kind of questionKinds.filter((one) => one !== 'code' && one !== 'speak'))
      expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThanOrEqual(3);
  });

  test('Everyday English is a programme of stories by level: each lesson can be watched, read, heard and said, and is small', () => {
    const { authored, compiled } = course('everyday-english');
    const { units } = compiled.manifest;
    expect(
      units.map(({ difficulty, kind, title, lessons }) => [difficulty, kind, title, ...lessons.map((l) => l.title)]),
    ).toEqual([
      ['beginner', 'story', 'Meeting Basics', 'Greeting Phrases', 'Name Introduction'],
      ['beginner', 'story', 'Everyday Conversations', 'Shopping Vocabulary'],
      ['intermediate', 'story', 'Business Communication', 'Meeting Scheduling'],
      ['advanced', 'story', 'Advanced Discussions', 'Abstract Concepts'],
    ]);
    const bytesOf = (all: readonly { sizeBytes: number }[]) => all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const lessons = units.flatMap((unit) => unit.lessons);
    for (const { title, part, assets } of lessons) {
      // What is seen and heard, in all forms; a device fetches one of each.
      expect(bytesOf(assets), title).toBeLessThan(2_000_000);
      const file = compiled.files.find(({ sha256 }) => sha256 === part.sha256);
      const { media, activities }: LessonPart = JSON.parse(new TextDecoder().decode(file?.bytes));
      if (!media?.video || !media.story || !media.vocabulary || !media.phrases)
        throw new Error(`${title} lacks something`);
      for (const sources of [media.video, media.story, media.vocabulary, ...media.phrases.voices].map(
        (one) => one.sources,
      ))
        expect(sources.map(({ mediaType }) => /^\w+\/(\w+)/.exec(mediaType)?.[1])).toEqual(['webm', 'mp4']);
      expect(media.video.screenshots.length, title).toBeGreaterThanOrEqual(3);
      expect(media.story.pauses.length, title).toBeGreaterThanOrEqual(2);
      expect(media.phrases.items.length, title).toBeGreaterThanOrEqual(8);
      const spoken = activities.flatMap(({ questions }) => questions).filter(({ kind }) => kind === 'speak');
      expect(spoken.length, title).toBeGreaterThanOrEqual(8);
    }
    expect(bytesOf(compiled.files.map(({ bytes }) => ({ sizeBytes: bytes.byteLength })))).toBeLessThan(25_000_000);

    const stories = authored.units.flatMap((unit) => unit.lessons.map(({ story }) => story));
    for (const [index, story] of stories.entries()) {
      const part = compiled.files.find(({ sha256 }) => sha256 === lessons[index]?.part.sha256);
      const { media }: LessonPart = JSON.parse(new TextDecoder().decode(part?.bytes));
      // Subtitles leave out nothing that is said, in its order, and none goes on after the recording has ended.
      const said = story?.fields.video.scenes.flatMap(({ lines }) => lines.map(({ text }) => text));
      expect(media?.video?.cues.map(({ text }) => text)).toEqual(said);
      expect(media?.video?.cues.at(-1)?.endMs).toBeLessThanOrEqual(media?.video?.durationMs ?? 0);
      const told = story?.fields.story?.lines.flatMap((line) => ('text' in line ? [line.text] : []));
      expect(media?.story?.lines.map(({ text }) => text)).toEqual(told);
      expect(media?.story?.lines.at(-1)?.endMs).toBeLessThanOrEqual(media?.story?.durationMs ?? 0);
    }
  });

  test('every question has a solution that is right, an explanation, and nothing of its markup left in its texts', () => {
    for (const folder of courses.keys())
      for (const question of questionsOf(folder)) {
        expect(grade(question, rightResponse(question)), question.id).toMatchObject({ correct: true });
        expect(question.explanationHtml, question.id).not.toBe('');
        const texts = JSON.stringify([
          question.promptHtml,
          question.explanationHtml,
          'options' in question && question.options,
        ]).replaceAll(/<code.*?<\/code>/g, '');
        // Dollars and brackets that were meant as a formula or a gap, and backslashes beyond JSON's own.
        expect(texts, question.id).not.toMatch(/\[\[|\\\\frac|\$[a-z\\0-9]+\$/);
      }
  });
});
