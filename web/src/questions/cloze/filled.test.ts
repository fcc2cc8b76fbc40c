import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { expect, test } from 'vitest';
import { filled, wordsBefore } from './filled.ts';

test('a gap is filled, changed and emptied; without any there is no answer', () => {
  const one = filled([], 'b', 'x');
  expect(one).toEqual({ kind: 'cloze', gaps: [{ id: 'b', text: 'x' }] });
  const two = filled(one?.gaps ?? [], 'a', 'y');
  expect(two?.gaps.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(filled(two?.gaps ?? [], 'b', 'z')?.gaps).toEqual([
    { id: 'a', text: 'y' },
    { id: 'b', text: 'z' },
  ]);
  expect(filled(one?.gaps ?? [], 'b', '')).toBeNull();
});

test('a gap is named by the few words before it, other gaps by dots', () => {
  const [first = [], second = []] = sampleQuestions.cloze.paragraphs;
  expect(wordsBefore(first, 'degrees')).toBe('Water boils at');
  expect(wordsBefore(first, 'state')).toBe('at … and turns to');
  expect(wordsBefore(second, 'word')).toBe('That is called');
  expect(wordsBefore([{ gapId: 'x' }, { html: ' is it.' }], 'x')).toBe('');
});
