import { formatProblem } from '@hornbook/shared/authoring/problems.ts';
import { expect, test } from 'vitest';
import { compileFiles } from './folder-courses.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const unit = 'units/01-start';
const swap = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`The mini course has no ${from}`);
  return changed;
};
const problemsOf = async (changes: Parameters<typeof miniCourse>[0]) => {
  const { problems } = await compileFiles(new Map([['mini', miniCourse(changes)]]));
  return problems.list().map(formatProblem);
};

const course = 'course.md';
const lesson = `${unit}/01-one.lesson.md`;
const practice = `${unit}/01-one.practice.md`;
const quiz = `${unit}/01-one.quiz.md`;
const exam = `${unit}/unit.test.md`;

const table: [what: string, changes: Parameters<typeof miniCourse>[0], expected: string][] = [
  ['a missing field', { [course]: swap(/goal: .*\n/, '') }, 'course.md:2: goal is missing'],
  ['an unknown field', { [course]: swap('tags:', 'tag: x\ntags:') }, 'course.md:10: unknown field "tag"'],
  [
    'an unknown field inside',
    { [quiz]: swap('    unit:', '    units: x\n    unit:') },
    'quiz.md:21: unknown field "units" in questions 2',
  ],
  ['a wrong word', { [lesson]: swap('beginner', 'easy') }, 'lesson.md:5: difficulty: '],
  ['an id that is none', { [lesson]: swap(miniIds.lessons[0], 'one') }, 'lesson.md:2: id: must be a random UUID'],
  [
    'too long a description',
    { [course]: swap('A course for tests.', 'x'.repeat(141)) },
    'course.md:5: shortDescription: must have at most 140',
  ],
  ['broken YAML', { [lesson]: swap('title: One', 'title: "One') }, 'lesson.md:'],
  ['a key twice', { [lesson]: swap('title: One', 'title: One\ntitle: Two') }, 'lesson.md:4: Map keys must be unique'],
  ['no front matter', { [lesson]: '## Text\n' }, 'lesson.md:1: must begin with front matter'],
  ['no text', { [lesson]: swap(/## A line[\s\S]*/, '') }, 'the lesson has no text'],
  ['no course file', { [course]: null }, 'course.md:1: is missing'],
  ['no unit file', { [`${unit}/unit.md`]: null }, 'unit.md:1: is missing'],
  ['a stray file', { 'notes.txt': 'x' }, 'notes.txt:1: is not a file of a course'],
  ['an unnumbered lesson', { [`${unit}/three.lesson.md`]: 'x' }, 'three.lesson.md:1: is not a file of a course'],
  [
    'an activity without its lesson',
    { [`${unit}/03-three.quiz.md`]: swap(/^/, '---\nid: x\n---\n') },
    '03-three.quiz.md:1: belongs to a lesson',
  ],
  [
    'two lessons of one number',
    { [`${unit}/01-uno.lesson.md`]: '' },
    '01-uno.lesson.md:1: has the same number as 01-one',
  ],
  [
    'a kind unlike its name',
    { [quiz]: swap('kind: quiz', 'kind: practice') },
    'quiz.md:3: is "practice", but the file\'s name says quiz',
  ],
  [
    'an id used twice',
    { [lesson]: swap(miniIds.lessons[0], miniIds.unit) },
    `lesson.md:2: the id ${miniIds.unit} is already used in mini/units/01-start/unit.md:2`,
  ],
  [
    'a question id used twice',
    { [quiz]: swap(miniIds.questions.boiling, miniIds.questions.flat) },
    'quiz.md:16: the id',
  ],
  ['an unknown skill', { [lesson]: swap('[looking]', '[seeing]') }, 'unknown skill "seeing"'],
  [
    'an unknown skill of a question',
    { [quiz]: swap('    points: 2', '    skills: [seeing]') },
    'quiz.md:7: unknown skill "seeing"',
  ],
  [
    'a retired skill in use',
    { [course]: swap('    slug: looking', '    retired: true\n    slug: looking') },
    'the skill "looking" is retired',
  ],
  [
    'no correct option',
    { [practice]: swap('"Paris", correct: true', '"Paris"') },
    'practice.md:16: questions 1 options: must have exactly one correct option',
  ],
  [
    'two correct options',
    { [practice]: swap('"Lyon",', '"Lyon", correct: true,') },
    'must have exactly one correct option',
  ],
  [
    'none correct of several',
    { [quiz]: (text) => text.replaceAll(', correct: true', '') },
    'must have at least one correct option',
  ],
  [
    'two items to order',
    { [quiz]: swap(/ {6}- \{ text: "(Mars|Earth)" \}\n {6}- \{ text: "Mars" \}\n/, '') },
    'at least three',
  ],
  ['an item twice', { [quiz]: swap('"Mars" }', '"Earth" }') }, 'questions 4 items: has the same item twice'],
  [
    'another that belongs to a pair',
    { [quiz]: swap('others: ["Barn"]', 'others: ["Den"]') },
    'quiz.md:46: questions 5 others 1: belongs to a pair',
  ],
  [
    'pairs that leave no choice',
    { [exam]: swap('match: "Woof"', 'match: "Moo"') },
    'questions 3 pairs: leave nothing to choose',
  ],
  [
    'a gap nobody fills',
    { [quiz]: swap('That is [[word]].', 'That is [[word]] or [[wort]].') },
    'quiz.md:51: questions 6 text: has [[wort]], but there is no such gap',
  ],
  [
    'a gap that is not in the text',
    { [quiz]: swap('That is [[word]].', 'That is it.') },
    'questions 6 gaps 2 id: is not in the text; write [[word]]',
  ],
  [
    'a gap in two places',
    { [quiz]: swap('That is [[word]].', 'That is [[word]], [[word]].') },
    'questions 6 gaps 2 id: is in the text more than once',
  ],
  ['a gap of no kind', { [quiz]: swap('kind: text', 'kind: word') }, 'questions 6 gaps 2 kind: must be text, number'],
  [
    'a near miss of a gap that is accepted',
    { [quiz]: swap('text: "condensation"', 'text: "Evaporation"') },
    'questions 6 gaps 2 nearMisses 1 text: is accepted',
  ],
  [
    'a gap inside bold words',
    { [quiz]: swap('That is [[word]].', '**That is [[word]].**') },
    'quiz.md:52: a gap stands inside something bold',
  ],
  [
    'a list with gaps',
    { [quiz]: swap('      That is [[word]].', '      - That is [[word]].') },
    'quiz.md:52: a text with gaps is made of paragraphs only',
  ],
  ['one option', { [practice]: swap(/ {6}- \{ id: b.*\n/, '') }, 'must have at least two options'],
  ['an option id twice', { [practice]: swap('{ id: b', '{ id: a') }, 'uses an option id twice'],
  [
    'a number in quotes',
    { [quiz]: swap('answer: 100', 'answer: "100"') },
    'quiz.md:19: questions 2 answer: must be a number',
  ],
  [
    'two tolerances',
    { [quiz]: swap('    tolerancePercent: 2', '    tolerance: 1\n    tolerancePercent: 2') },
    'quiz.md:21: questions 2 tolerancePercent: has both',
  ],
  ['an answer that is no truth value', { [practice]: swap('answer: false', 'answer: "no"') }, 'must be true or false'],
  [
    'a near miss that is accepted',
    { [quiz]: swap('text: "fog"', 'text: "A  Cloud."') },
    'quiz.md:27: questions 3 nearMisses 1 text: is accepted',
  ],
  [
    'an answer of another kind',
    { [quiz]: swap('    accept: ["cloud", "a cloud"]', '    accept: [7]') },
    'must be text; put it in quotes',
  ],
  ['no explanation', { [quiz]: swap('    explanation: A cloud.\n', '') }, 'questions 3 explanation is missing'],
  [
    'an unknown kind of question',
    { [quiz]: swap('numeric', 'number') },
    'quiz.md:17: questions 2 kind: must be multiple_choice',
  ],
  [
    'a hint in a test',
    { [exam]: swap('    points: 3', '    hints: ["psst"]') },
    'unit.test.md:12: a test gives no hints',
  ],
  [
    'a quiz graded on the server',
    { [quiz]: swap('title:', 'gradedOn: server\ntitle:') },
    'quiz.md:4: only a test can be graded on the server',
  ],
  [
    'a quiz with a time limit',
    { [quiz]: swap('title:', 'timeLimitMinutes: 3\ntitle:') },
    'quiz.md:4: only a test or a challenge',
  ],
  [
    'a missing picture',
    { [lesson]: swap('assets/line.svg', 'assets/lime.svg') },
    'lesson.md:19: there is no file assets/lime.svg',
  ],
  [
    'a picture without words',
    { [lesson]: swap('A line from left to right.', '') },
    'lesson.md:19: the image assets/line.svg has no text',
  ],
  [
    'a missing picture in a question',
    { [practice]: swap('Paris, since 987.', 'So.\n\n      ![x](assets/y.svg)') },
    'practice.md:16: there is no file assets/y.svg',
  ],
  [
    'a missing thumbnail',
    { [course]: swap('assets/dot.svg', 'assets/dots.svg') },
    'course.md:12: there is no image assets/dots.svg',
  ],
  [
    'a picture shown nowhere',
    { 'assets/more.svg': '<svg width="1" height="1" viewBox="0 0 1 1"><title>x</title></svg>' },
    'assets/more.svg:1: is shown nowhere',
  ],
  [
    'a picture with a script',
    { 'assets/line.svg': swap('<path', '<script>alert(1)</script><path') },
    'assets/line.svg:2: has a script',
  ],
  [
    'a picture with a handler',
    { 'assets/line.svg': swap('<path', '<path onload="x()"') },
    'assets/line.svg:2: has an event handler',
  ],
  [
    'a picture that calls out',
    { 'assets/line.svg': swap('<path', '<image href="https://x.example/a.png"/><path') },
    'assets/line.svg:2: refers to something outside',
  ],
  [
    'a picture without size',
    { 'assets/line.svg': swap(' width="360"', '') },
    'assets/line.svg:1: must have width, height and viewBox',
  ],
  [
    'a picture without title',
    { 'assets/line.svg': swap('<title>A line</title>', '') },
    'assets/line.svg:1: has no <title>',
  ],
  ['a file of no known type', { 'assets/a.exe': 'MZ' }, 'assets/a.exe:1: is of no known type'],
  ['maths that is none', { [lesson]: swap('$a^2$', '$\\nosuch$') }, 'lesson.md:10: maths:'],
  [
    'an unknown language of code',
    { [lesson]: swap('language: python', 'language: cobol') },
    'lesson.md:12: unknown language "cobol"',
  ],
];

test.each(table)('%s is told with file and line', async (_, changes, expected) => {
  const problems = await problemsOf(changes);
  expect(problems.join('\n')).toContain(expected);
  for (const problem of problems) expect(problem).toMatch(/^mini\/[^:]+:\d+: ./);
});

test('all problems are told at once', async () => {
  const problems = await problemsOf({
    [course]: swap(/goal: .*\n/, ''),
    [lesson]: swap('beginner', 'easy'),
    'notes.txt': 'x',
  });
  expect(problems).toHaveLength(3);
});

test('ids and slugs are used once over all courses', async () => {
  const { problems } = await compileFiles(
    new Map([
      ['mini', miniCourse()],
      ['twin', miniCourse()],
    ]),
  );
  const told = problems.list().map(formatProblem).join('\n');
  expect(told).toContain(`twin/course.md:2: the id ${miniIds.course} is already used in mini/course.md:2`);
  expect(told).toContain('twin/course.md:3: the slug mini is already used in mini/course.md');
  expect(told).toContain('twin/course.md:15: the skill looking is already declared in mini/course.md:15');
});

test('a file that is not text is told, not read', async () => {
  const files = miniCourse();
  files.set(lesson, new Uint8Array([0xff, 0xfe, 0x00]));
  const { problems } = await compileFiles(new Map([['mini', files]]));
  expect(problems.list().map(formatProblem)).toEqual([`mini/${lesson}:1: is not UTF-8 text`]);
});
