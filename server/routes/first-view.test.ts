import { expect, test } from 'vitest';
import { type FirstView, writeFirstView } from './first-view.ts';

const page =
  '<head><title>Hornbook</title></head><div id="beginning"><p>Hornbook</p><!--about--><!--/about--><span></span></div>';
const view: FirstView = {
  title: 'Sums',
  language: 'en',
  lede: null,
  html: '<p>One and one.</p>',
  video: null,
  focused: true,
  styles: ['/assets/reading.css'],
};

test('what a page is about stands in its place, under its title, with its styles', () => {
  const written = writeFirstView(page, view);
  expect(written).toContain(
    '<title>Sums · Hornbook</title><link rel="stylesheet" crossorigin href="/assets/reading.css">',
  );
  expect(written).toContain('<h1 lang="en" dir="auto">Sums</h1>');
  expect(written).toMatch(/<p>One and one\.<\/p><\/div><\/article><\/div><span>/);
  expect(written).toContain('<div id="beginning" data-about>');
});

test('no title or promise of a course is taken for a part of the page', () => {
  const hostile = '<script>alert("1")</script> & $& $` <!--about-->';
  const written = writeFirstView(page, { ...view, title: hostile, lede: hostile, language: '"><b>', html: null });
  expect(written).not.toMatch(/<script|<b>/);
  expect(written.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; \$&amp; \$`/g)).toHaveLength(3);
});

test('a lesson that begins with a video shows the picture that stands for it', () => {
  const poster = { sha256: 'a'.repeat(64), width: 640, height: 360, alt: 'A "room"' };
  const written = writeFirstView(page, { ...view, html: null, video: { title: 'At home', poster } });
  expect(written).toContain(
    `>At home</h2><img src="/packs/${poster.sha256}" width="640" height="360" alt="A &quot;room&quot;">`,
  );
});

test('a text may hold what stands for something in a replacement', () => {
  const html = "<p>$& costs $1, $' and $$.</p>";
  expect(writeFirstView(page, { ...view, html })).toContain(html);
});

test('a page that keeps no place for it stays as it is', () => {
  expect(writeFirstView('<title>Hornbook</title>', view)).toBe('<title>Hornbook</title>');
});
