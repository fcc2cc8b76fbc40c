import { expect, test } from 'vitest';
import { promptParts } from './prompt-parts.ts';

test('the first paragraph is the heading', () => {
  expect(promptParts('<p>What is <em>x</em>?</p>')).toEqual({ headingHtml: 'What is <em>x</em>?', restHtml: '' });
});

test('what follows the first paragraph stands below the heading', () => {
  expect(promptParts('<p>Two losses:</p>\n<table></table>\n<p>Which?</p>')).toEqual({
    headingHtml: 'Two losses:',
    restHtml: '<table></table>\n<p>Which?</p>',
  });
});

test('a prompt that begins with a picture has no heading of its own', () => {
  expect(promptParts('<figure></figure><p>Which?</p>')).toEqual({
    headingHtml: null,
    restHtml: '<figure></figure><p>Which?</p>',
  });
});
