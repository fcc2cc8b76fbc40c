import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allWithin, DRAFTED_KINDS, type DraftNode, draftTree } from '../authoring/draft.ts';
import { draftFiles } from '../authoring/draft-files.ts';
import type { Draft } from '../collections/course-drafts.ts';
import { draftCourse, makeDraft } from '../testing/draft-course.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { nthPlace } from './draft-of-fields.ts';
import { exportedOf, type FolderToImport, planFolder } from './plan-folder.ts';
import type { PlannedWrite } from './plan-import.ts';
import { readFolder } from './read-folder.ts';

const cleaning = { clean: (text: string) => text.trim(), cleanProgram: (text: string) => text };
const filesOf = (course: DraftNode) => draftFiles(course, 'course').files;
const bytesOf = (files: ReadonlyMap<string, string>) =>
  new Map([...files].map(([path, text]) => [`course/${path}`, new TextEncoder().encode(text)]));

/** Numbers as places: between two there is always another. */
const placeBetween = (before: string | null, after: string | null): string => {
  const at = (place: string | null, other: number) => (place === null ? other : Number(place.slice(1)));
  return `n${((at(before, 0) + at(after, 1)) / 2).toFixed(12)}`;
};

const plan = (
  rows: readonly Draft[],
  courseId: string,
  files: Map<string, Uint8Array>,
  more: Partial<FolderToImport> = {},
) => {
  const read = readFolder(files);
  if (read.kind !== 'folder') throw new Error(JSON.stringify(read.reason));
  const given = { courseId, rows, items: read.items, exported: read.exported, assets: [], isWhole: true };
  return planFolder({
    ...given,
    ...cleaning,
    idOf: async (ref) => ref,
    placeBetween,
    placeAfter: (place) => placeBetween(place, null),
    isTooLong: () => false,
    ...more,
  });
};

/** The rows that a plan for a course that is not there yet makes. */
const written = (writes: readonly PlannedWrite[], courseId: string): Draft[] =>
  writes.flatMap((write) =>
    write.kind === 'new' ? [makeDraft(1, { ...write.part, id: write.id, courseId }, write.part.details)] : [],
  );

const courseId = '00000001-0000-4000-8000-000000000001';
const idOf = (kind: number, number: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const word = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      '漢',
      '🌊',
      ' ',
      '"',
      "'",
      ':',
      '#',
      '---',
      '- ',
      '\\',
      '[[',
      ']]',
      '{',
      '|',
      '* ',
      '`',
      '%',
      '\u2028',
      '\u0085',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').trim());
const text = fc.array(word, { maxLength: 4 }).map((lines) => lines.join('\n').trim());
const flag = fc.boolean();
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom('0.5', '-2.25', '9.81'));
const lines = (kind: string, more: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .array(fc.record({ text: word, ...more }), { maxLength: 5 })
    .map((all) =>
      Object.fromEntries(all.map((one, index) => [`${kind}:x${index}`, { ...one, place: nthPlace(index) }])),
    );
const gap = fc.constantFrom(
  '[[100]]',
  '[[-2,5]]',
  '[[steam / vapour]]',
  '[[*a | b]]',
  '[[a|*b|c]]',
  '[[]]',
  'no gap',
  '[[g1]]',
);
const gapText = fc.array(fc.tuple(word, gap), { maxLength: 4 }).map((parts) => parts.flat().join(' '));

/** What may stand in a question's details, of its kind or of one it had before. */
const questionDetails = fc
  .tuple(
    fc.record({
      kind: fc.constantFrom(...DRAFTED_KINDS),
      explanation: maybe(text),
      hints: maybe(fc.array(word, { maxLength: 3 })),
      points: maybe(fc.integer({ min: 1, max: 20 })),
      skills: maybe(fc.constantFrom([idOf(2, 1)], [idOf(2, 1), idOf(2, 2)], ['gone'])),
      scoring: maybe(fc.constantFrom('all', 'partial')),
      answer: maybe(fc.oneof(flag, number)),
      tolerance: maybe(number),
      unit: maybe(word),
      accept: maybe(fc.array(word, { maxLength: 3 })),
      caseSensitive: maybe(flag),
      others: maybe(fc.array(word, { maxLength: 2 })),
      feedbackTrue: maybe(word),
      gapText: maybe(gapText),
      language: maybe(fc.constantFrom('python', 'javascript', 'typescript')),
      starter: maybe(text),
      solution: maybe(text),
      expectedOutput: maybe(text),
      phrase: maybe(word),
      ipa: maybe(word),
      spokenIn: maybe(fc.constantFrom('en', 'es-MX')),
    }),
    lines('option', { correct: flag, feedback: word }),
    lines('item', { feedback: word }),
    lines('pair', { match: word, feedback: word }),
    lines('near', { feedback: word }),
    lines('test', { match: word }),
    lines('voice', { match: fc.constantFrom('', 'assets/abcdef12.wav') }),
  )
  .map((all): Record<string, unknown> => Object.assign({}, ...all));

const lessonDetails = fc.record({
  summary: maybe(word),
  difficulty: maybe(fc.constantFrom('beginner', 'advanced')),
  estimatedMinutes: maybe(fc.integer({ min: 1, max: 99 })),
  keyPoints: maybe(fc.array(word, { maxLength: 3 })),
  explanation: maybe(text),
  skills: maybe(fc.constantFrom([idOf(2, 1)], [idOf(2, 2)])),
  exampleCode: maybe(text),
  exampleLanguage: maybe(fc.constantFrom('python', '')),
});
const activityDetails = fc.record({
  kind: fc.constantFrom('practice', 'quiz', 'test', 'challenge'),
  difficulty: maybe(fc.constantFrom('intermediate')),
  timeLimitMinutes: maybe(fc.integer({ min: 1, max: 60 })),
  gradedOn: maybe(fc.constantFrom('device', 'server')),
  shuffle: maybe(flag),
});
const courseDetails = fc.record({
  shortDescription: maybe(word),
  language: maybe(fc.constantFrom('en', 'pt-BR')),
  author: maybe(word),
  goal: maybe(word),
  duration: maybe(word),
  estimatedHours: maybe(fc.constantFrom(2, '1.5')),
  tags: maybe(fc.array(fc.constantFrom('sea', 'moon'), { maxLength: 2 })),
});

const part = <D>(details: fc.Arbitrary<D>) => fc.record({ title: word, text, details });
const course = fc
  .record({
    about: part(courseDetails),
    skills: fc.array(part(fc.record({ description: maybe(word), subjectArea: maybe(word) })), { maxLength: 2 }),
    units: fc.array(part(fc.record({ skills: maybe(fc.constant([idOf(2, 1)])) })), { maxLength: 2 }),
    lessons: fc.array(part(lessonDetails), { maxLength: 3 }),
    activities: fc.array(part(activityDetails), { maxLength: 3 }),
    questions: fc.array(part(questionDetails), { maxLength: 5 }),
    at: fc.infiniteStream(fc.nat(5)),
  })
  .map(({ about, skills, units, lessons, activities, questions, at }): Draft[] => {
    const under = (count: number, kind: number) =>
      count === 0 ? null : idOf(kind, 1 + ((at.next().value as number) % count));
    const row = (
      kind: Draft['kind'],
      id: string,
      parentId: string | null,
      index: number,
      said: (typeof questions)[number],
    ) =>
      makeDraft(
        1,
        { id, kind, courseId, parentId, place: nthPlace(index), title: said.title, text: said.text },
        said.details,
      );
    const all = (kind: Draft['kind'], number: number, list: readonly unknown[], parent: () => string | null) =>
      list.map((said, index) =>
        row(kind, idOf(number, index + 1), parent(), index, said as (typeof questions)[number]),
      );
    return [
      row('course', courseId, null, 0, about as never),
      ...all('skill', 2, skills, () => courseId),
      ...all('unit', 3, units, () => courseId),
      ...all('lesson', 4, lessons, () => under(units.length, 3)),
      ...all('activity', 5, activities, () => under(lessons.length, 4) ?? under(units.length, 3)),
      ...all('question', 6, questions, () => under(activities.length, 5)),
    ];
  });

describe('a course as a folder', () => {
  it('comes back as it went: brought into an empty desk and saved again, it is the same files to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (rows) => {
        const before = filesOf(draftTree(rows, courseId) as DraftNode);
        const { writes, parts } = await plan([], courseId, bytesOf(before));
        expect(parts.every((one) => one === 'added')).toBe(true);
        const again = draftTree(written(writes, courseId), courseId) as DraftNode;
        expect(Object.fromEntries(filesOf(again))).toEqual(Object.fromEntries(before));
      }),
      propertyRuns(60),
    );
  });

  it('changes nothing where it came from, however its author left what follows from the rest unsaid', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (rows) => {
        const tree = draftTree(rows, courseId) as DraftNode;
        const { writes, parts, notes } = await plan(rows, courseId, bytesOf(filesOf(tree)));
        expect({ writes, notes }).toEqual({ writes: [], notes: [] });
        expect(parts.every((one) => one === 'unchanged')).toBe(true);
      }),
      propertyRuns(60),
    );
  });
});

describe('a folder that was edited', () => {
  const { ids, rows } = draftCourse(1, 1_700_000_000_000);
  const own = ids.course as string;
  const tree = draftTree(rows, own) as DraftNode;
  const exported = exportedOf(tree, cleaning);
  const edited = (edit: (path: string, text: string) => string) =>
    bytesOf(new Map([...filesOf(tree)].map(([path, said]) => [path, edit(path, said)])));
  const sum = (of: Awaited<ReturnType<typeof plan>>) => of.parts.filter((one) => one !== 'unchanged');

  it('changes what was edited in it and nothing else', async () => {
    const files = edited((_, said) =>
      said.replace('It is long.', 'It is short.').replace('"tolerance":1', '"tolerance":2'),
    );
    const planned = await plan(rows, own, files, { exported });
    expect(sum(planned)).toEqual(['updated', 'updated']);
    const [lesson, numeric] = planned.writes as Extract<PlannedWrite, { kind: 'change' }>[];
    expect(lesson).toMatchObject({ id: ids.lesson, text: '## Here\n\nIt is short. $a^2$', title: 'One' });
    expect(Object.keys(lesson?.details ?? {})).toEqual(['brought']);
    expect(numeric).toMatchObject({ id: ids.numeric, details: { tolerance: 2, answer: 100 } });
  });

  it('leaves what was edited at the desk since it was saved, and says whether the file says something else', async () => {
    const files = edited((_, said) => said.replace('It is long.', 'It is short.'));
    const here = rows.map((row) =>
      row.id === ids.lesson || row.id === ids.unit ? { ...row, title: `${row.title}, anew` } : row,
    );
    const planned = await plan(here, own, files, { exported });
    expect([sum(planned), planned.writes]).toEqual([['kept-as-edited', 'edited-and-changed'], []]);
    // Without word of how it was saved, nothing is written over.
    expect(sum(await plan(rows, own, files))).toEqual(['edited-and-changed']);
  });

  it('brings new parts where they stand, and leaves the order of the desk, which it tells', async () => {
    const question = JSON.stringify({
      id: idOf(9, 9),
      kind: 'true_false',
      prompt: 'New?',
      answer: true,
      explanation: 'Yes.',
    });
    const files = edited((_, said) => {
      const [first, second, ...others] = said.split('\n').filter((line) => line.startsWith('  - {'));
      if (first === undefined || second === undefined) return said;
      return said.replace(
        [first, second, ...others].join('\n'),
        [second, first, `  - ${question}`, ...others].join('\n'),
      );
    });
    const planned = await plan(rows, own, files, { exported, placeBetween: (before, after) => `${before}<${after}` });
    expect(sum(planned)).toEqual(['added']);
    expect(planned.writes).toMatchObject([
      { kind: 'new', part: { parentId: ids.practice, place: 'a0<a1', text: 'New?' } },
    ]);
    expect(planned.notes).toEqual([{ code: 'order-left', count: 2 }]);
  });

  it('brought into another course leaves that one’s own words, and puts its units behind', async () => {
    const other = draftCourse(2, 1_700_000_000_000);
    const planned = await plan(
      other.rows,
      other.ids.course as string,
      edited((_, said) => said),
      {
        isWhole: false,
        idOf: async (ref) => `other-${ref}`,
      },
    );
    expect(planned.parts[0]).toBe('kept-as-edited');
    expect(planned.parts.slice(1).every((one) => one === 'added')).toBe(true);
    const lesson = planned.writes.find(({ id }) => id === `other-${ids.lesson}`);
    expect(lesson).toMatchObject({ kind: 'new', part: { parentId: `other-${ids.unit}` } });
  });

  it('tells of each thing that can not be taken, and takes the others', async () => {
    const files = edited((path, said) => {
      if (!path.endsWith('practice.md')) return said.replace('title:', 'thumbnail: "assets/x.png"\ntitle:');
      return said
        .replace('"language":"python"', '"language":"cobol"')
        .replace('"kind":"short_text"', '"kind":"draw"')
        .replace('"items":[', '"items":[1,')
        .replace('"retired":false', '"retired":true');
    });
    files.set('course/units/01-start/01-one.story.md', new Uint8Array());
    files.set('course/notes.txt', new Uint8Array());
    files.set(
      'course/units/01-start/07-none.quiz.md',
      files.get('course/units/01-start/01-one.practice.md') as Uint8Array<ArrayBuffer>,
    );
    files.set('course/assets/unused.png', new Uint8Array([1]));
    const read = readFolder(files);
    if (read.kind !== 'folder') throw new Error(read.reason.code);
    const refused = read.items.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.refusal.code] : []));
    expect(refused).toEqual(['retired', 'kind', 'unfit', 'unfit', 'nowhere', 'kind', 'no-course-file']);
    expect(read.items[0]?.outcome).toMatchObject({
      changes: [{ code: 'fields-left-out', names: ['thumbnail', 'slug'] }],
    });
    expect(read.notes).toEqual([{ code: 'files-left-out', count: 1 }]);
    expect(read.items.filter(({ outcome }) => outcome.kind === 'made').length).toBe(allWithin(tree).length - 4);
  });

  it('brings the words of a story’s phrase along, and says that its voices are not', () => {
    const id = '6f0b4f0a-5a63-4a3c-8a3e-0f0f6e5d1c03';
    const files = edited((path, said) =>
      path.endsWith('practice.md')
        ? said.replace('"kind":"numeric"', `"kind":"speak","phrase":"${id}"`).replace('"answer":100,', '')
        : said,
    );
    const story = `---\nphrases:\n  list:\n    - { id: ${id}, text: "See you!", ipa: "siː juː" }\n---\n`;
    files.set('course/units/01-start/01-one.story.md', new TextEncoder().encode(story));
    const read = readFolder(files);
    if (read.kind !== 'folder') throw new Error(read.reason.code);
    const outcome = read.items.find(
      (item) => item.outcome.kind === 'made' && item.outcome.part.details.kind === 'speak',
    );
    expect(outcome?.outcome).toMatchObject({
      part: { details: { phrase: 'See you!', ipa: 'siː juː' } },
      changes: expect.arrayContaining([{ code: 'fields-left-out', names: ['voices'] }]),
    });
  });

  it.each<[string, string]>([
    ['no fields', 'Hello'],
    ['fields that are no YAML', '---\nid: [\n---\n'],
    ['aliases that grow', `---\na: &a [x]\n${'b: &b [*a,*a,*a]\n'.repeat(1)}id: *b\n---\n`],
    ['no id', '---\ntitle: x\n---\n'],
    ['a title that is a list', '---\nid: x\nauthor: [1]\n---\n'],
  ])('whose course.md has %s is unreadable', (_, said) => {
    const files = edited((path, text) => (path === 'course.md' ? said : text));
    expect(readFolder(files)).toMatchObject({ kind: 'unreadable', reason: { code: 'broken' } });
  });
});
