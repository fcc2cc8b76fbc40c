import { allWithin, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { draftCourse, finishedQuestions, makeDraft } from '@hornbook/shared/testing/draft-course.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { expect, test } from 'vitest';
import { makeDraftRenderer } from './draft-renderer.ts';

const { ids, rows } = draftCourse(1, 1_700_000_000_000);
const sha256 = 'c'.repeat(64);
const picture = makeDraft(
  1_700_000_000_000,
  { id: 'abcdef12-0000-4000-8000-000000000001', kind: 'asset', courseId: ids.course ?? '', parentId: ids.course ?? '' },
  { mediaType: 'image/webp', width: 40, height: 20 },
);
const course = draftTree([...rows, { ...picture, blobHash: sha256 }], ids.course ?? '');
if (!course) throw new Error('no course');

test('a text is shown as learners get it: formulas, programs, and the author’s own pictures from this device', async () => {
  const { text } = await makeDraftRenderer(course);
  const { html, problems } = text('## Here\n\n$a^2$\n\n![A dot](assets/abcdef12.webp)\n\n```python\nprint(1)\n```');
  expect(problems).toEqual([]);
  expect(html).toContain('<h2>Here</h2>');
  expect(html).toMatch(/<math\b/);
  expect(html).toContain(`<figure><img src="/blobs/${sha256}" alt="A dot" width="40" height="20"`);
  expect(html).toContain('tok-number');
  expect(text('<script>alert(1)</script>').html).not.toContain('script');
  expect(text('![](assets/nowhere.png)').problems.map(({ known }) => known)).toEqual([
    { fault: 'picture-without-words', about: 'assets/nowhere.png' },
    { fault: 'no-such-picture', about: 'assets/nowhere.png' },
  ]);
  expect(text('Plain.').problems).toEqual([]);
});

test.each(Object.keys(finishedQuestions))(
  'a question of kind %s can be tried: its own solution is right',
  async (kind) => {
    const { question } = await makeDraftRenderer(course);
    const node = allWithin(course).find(({ id }) => id === ids[kind]);
    if (!node) throw new Error(kind);
    const tried = question(node);
    expect(tried.problems).toEqual([]);
    expect(grade(tried.question, rightResponse(tried.question))).toMatchObject({ kind: 'graded', correct: true });
  },
);
