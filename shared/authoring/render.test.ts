import { describe, expect, test } from 'vitest';
import type { AuthoredAsset } from './authored-question.ts';
import { Problems } from './problems.ts';
import { createRenderer } from './render.ts';

const hash = 'a'.repeat(64);
const neuron: AuthoredAsset = {
  path: 'assets/neuron.svg',
  bytes: new Uint8Array(),
  sha256: hash,
  kind: 'image',
  mediaType: 'image/svg+xml',
  size: { width: 360, height: 200 },
};

const bell: AuthoredAsset = {
  ...neuron,
  path: 'assets/bell.mp3',
  sha256: 'b'.repeat(64),
  kind: 'audio',
  mediaType: 'audio/mpeg',
  size: null,
};

const rendered = async (text: string, inline = false) => {
  const problems = new Problems();
  const renderer = await createRenderer(new Map([neuron, bell].map((asset) => [asset.path, asset])), problems);
  const markdown = { text, place: { file: 'lesson.md', line: 10 }, keepsLines: true };
  const { html, assets } = inline ? renderer.inline(markdown) : renderer.block(markdown);
  return { html, assets, problems: problems.list().map(({ line, message }) => `${line}: ${message}`) };
};

test('an image alone is a figure with its size and its title as caption', async () => {
  const { html, assets, problems } = await rendered('![A neuron.](assets/neuron.svg "One neuron")');
  expect(html).toBe(
    `<figure><img src="/packs/${hash}" alt="A neuron." width="360" height="200" loading="lazy" decoding="async"><figcaption>One neuron</figcaption></figure>`,
  );
  expect(assets).toEqual([{ asset: neuron, alt: 'A neuron.' }]);
  expect(problems).toEqual([]);
});

test('an image within a sentence stays in it', async () => {
  expect((await rendered('See ![a cell](assets/neuron.svg) here.')).html).toMatch(
    /^<p>See <img src="\/packs\/a+" alt="a cell"[^>]+> here\.<\/p>$/,
  );
});

test('code is coloured by classes, without any style', async () => {
  const { html } = await rendered('```python\ndef f(x):\n    return "a" + str(1)  # why\n```');
  expect(html).toContain('<pre tabindex="0"><code class="language-python" translate="no">');
  for (const [name, text] of [
    ['keyword', 'def'],
    ['function', 'f'],
    ['string', '"a"'],
    ['number', '1'],
    ['comment', '# why'],
  ])
    expect(html).toMatch(new RegExp(`<span class="tok-${name}">\\s*${text}`));
  expect(html).not.toContain('style');
});

test('a formula in running text comes in pieces between which a line may end; one on its own lines does not', async () => {
  const { html } = await rendered('So $40 = 4 \\times 10 = 5 \\times 8$ it is.');
  expect(html).toMatch(/<math>(<mrow>(?:(?!<mrow>).)*<\/mrow>){3,}<\/math> it is/);
  expect((await rendered('$$\n40 = 4 \\times 10 = 5 \\times 8\n$$')).html).toMatch(
    /<math display="block"><mrow>(?:(?!<mrow>).)*<\/math>/,
  );
});

test('maths is MathML, without any style', async () => {
  const { html, problems } = await rendered('Half is $\\frac{1}{2}$.\n\n$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$');
  expect(html).toContain('<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>');
  expect(html).toMatch(/<div class="math-scroll" tabindex="0"><math display="block">.*<mtable>/);
  expect(html).not.toContain('style');
  expect(problems).toEqual([]);
  expect((await rendered('$a = b$')).html).toContain('display="block"');
  expect((await rendered('$a = b$', true)).html).toMatch(/^<math><mi>|^<math><mrow>/);
});

test('a table scrolls in a frame that has a name and can be reached', async () => {
  const { html } = await rendered('| a | b |\n|---|---:|\n| 1 | 2 |');
  expect(html).toMatch(/^<div class="table-scroll" tabindex="0" role="group" aria-label="a, b"><table>/);
  expect(html).toContain('<th align="right" scope="col">b</th>');
});

test('folds, words of another language and links out are kept', async () => {
  const { html, problems } = await rendered(
    '<details><summary>Why?</summary>\n\nBecause **so**.\n\n</details>\n\n<span lang="fr">bonjour</span> [site](https://example.org/a)',
  );
  expect(html).toContain('<details><summary>Why?</summary>');
  expect(html).toContain('<span lang="fr">bonjour</span>');
  expect(html).toContain('<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">site</a>');
  expect(problems).toEqual([]);
});

test('a sound in a paragraph of its own has a player and its words below it; elsewhere it is told and left out', async () => {
  const html =
    '<figure><audio src="/packs/%" controls preload="none" aria-label="A bell"></audio><figcaption>A bell</figcaption></figure>';
  const alone = await rendered('Hear:\n\n![A bell](assets/bell.mp3)');
  expect(alone).toMatchObject({ problems: [], assets: [{ alt: 'A bell' }] });
  expect(alone.html).toContain(html.replace('%', bell.sha256));
  for (const elsewhere of [
    await rendered('Hear ![A bell](assets/bell.mp3) now'),
    await rendered('![A bell](assets/bell.mp3)', true),
  ]) {
    expect(elsewhere.problems).toEqual([expect.stringContaining('10: a sound stands in a paragraph of its own')]);
    expect(elsewhere.html).not.toContain('audio');
  }
  expect((await rendered('<audio src="/packs/x" controls></audio>')).html).not.toContain('audio');
});

test('a single paragraph stands in a label without its frame, several keep theirs', async () => {
  expect((await rendered('just **this**', true)).html).toBe('just <strong>this</strong>');
  expect((await rendered('one\n\ntwo', true)).html).toBe('<p>one</p>\n<p>two</p>');
});

describe('what would not be shown as meant is told with its line', () => {
  test.each([
    ['# Title', '10: headings begin with ##'],
    ['a\n\n![](assets/neuron.svg)', '12: the image assets/neuron.svg has no text'],
    ['a\n\n\n![x](assets/neurone.svg)', '13: there is no file assets/neurone.svg'],
    ['<b>x</b>', '10: raw HTML is not shown'],
    ['a\n<!-- note -->', '11: raw HTML is not shown'],
    ['[next](../02.lesson.md)', '10: the link ../02.lesson.md leads nowhere'],
    ['[x](javascript:alert(1))', '10: the link javascript:alert(1) leads nowhere'],
    ['```\nx\n```', '10: a code block names its language'],
    ['```cobol\nx\n```', '10: unknown language "cobol"'],
    ['a\n\n$\\foo$', '12: maths: '],
    ['long: $1+2+3+4+5+6+7+8+9+10+11+12+13+14+15$', '10: this formula is too wide for a phone'],
    ['a\n\n$$x = 1\n+ 2\n$$', '12: a formula of several lines has its $$ on lines of their own'],
    ['a[^1]\n\n[^1]: b', '10: footnotes are not shown'],
  ])('%j', async (text, problem) => {
    expect((await rendered(text)).problems).toEqual([expect.stringContaining(problem)]);
  });
});
