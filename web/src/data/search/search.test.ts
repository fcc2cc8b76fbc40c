import { passagesOfHtml } from '@hornbook/shared/content/passages-of-html.ts';
import { describe, expect, test } from 'vitest';
import { excerptOf } from './highlight.ts';
import { passagesOfLesson } from './passages-of.ts';
import { makeSearchIndex, type SearchDocument } from './search-index.ts';
import { plainWord, tokenize } from './tokenize.ts';

const doc = (id: string, title: string, text: string, kind: SearchDocument['kind'] = 'lesson'): SearchDocument => ({
  id: `${kind}/${id}/0`,
  kind,
  sourceId: id,
  parentId: null,
  place: 0,
  title,
  heading: '',
  text,
});

const corpus = [
  doc(
    'neuron',
    'What a neuron adds up',
    'A neuron multiplies each input by a weight and adds everything up, then a bias.',
  ),
  doc(
    'training',
    'How training works',
    'Gradient descent changes each weight a little, against the slope of the loss.',
  ),
  doc('fractions', 'Fractions', 'To add fractions, bring them to a common denominator first.'),
  doc('leaves', 'Plants', 'Leaves turn red when the green chlorophyll goes away in autumn.'),
  doc('estacion', 'Las estaciones', 'En la estación de otoño las hojas caen. Niños y niñas las recogen.'),
  doc('nabat', 'النباتات', 'تصنع النباتاتُ غذاءَها بالضوء، وتحتاج إلى الماء والهواء. المدرسة كبيرة.'),
  doc('huaxue', '化学反应', '化学反应会释放能量。植物通过光合作用制造养分。'),
  doc('energy', 'エネルギー', 'エネルギーは形を変えるが、なくならない。'),
  doc('light', 'प्रकाश', 'प्रकाश सीधी रेखा में चलता है।'),
  doc(
    'words',
    'Counting words',
    'The word bicycle was counted 1990 times; a cube worn thin won nothing in a wordy cupboard.',
  ),
  doc('strasse', 'Straßen', 'Die Straße führt über Brücken nach Köln.', 'material'),
];
const index = makeSearchIndex();
index.add(corpus);
const first = (query: string) => index.search(query)[0]?.sourceId;

describe('search', () => {
  test.each([
    ['neuron weight', 'neuron'],
    ['gradient', 'training'],
    // Typed wrongly, without accents, in the middle of a word.
    ['gradeint descent', 'training'],
    ['chlorophyl', 'leaves'],
    ['nueron', 'neuron'],
    ['denominater', 'fractions'],
    ['estacion', 'estacion'],
    ['ESTACIÓN', 'estacion'],
    ['ninos', 'estacion'],
    ['frac', 'fractions'],
    ['koln', 'strasse'],
    // Arabic: with and without article, vowel marks, forms of alif and of the last letter.
    ['نباتات', 'nabat'],
    ['النباتات', 'nabat'],
    ['والماء', 'nabat'],
    ['مدرسه', 'nabat'],
    ['إلى الضوء', 'nabat'],
    // Chinese and Japanese have no spaces; Hindi has marks that are part of a word.
    ['化学', 'huaxue'],
    ['光合作用', 'huaxue'],
    ['植物', 'huaxue'],
    ['エネルギー', 'energy'],
    ['प्रकाश', 'light'],
  ])('finds %s', (query, source) => {
    expect(first(query)).toBe(source);
  });

  test('finds nothing where there is nothing, and does not mind an empty question', () => {
    for (const query of ['zebra', '', '   ', '?!', '斑马']) expect(index.search(query)).toEqual([]);
  });

  test('follows what changes, and is the same after it was stored', () => {
    const own = makeSearchIndex();
    own.add(corpus);
    own.add([doc('neuron', 'What a neuron adds up', 'Rewritten: it sums.')]);
    own.remove(['lesson/leaves/0']);
    const again = makeSearchIndex(structuredClone(own.toStored()));
    for (const one of [own, again]) {
      expect(one.search('multiplies')).toEqual([]);
      expect(one.search('sums')[0]?.sourceId).toBe('neuron');
      expect(one.search('chlorophyll')).toEqual([]);
      expect(one.search('نباتات')[0]?.sourceId).toBe('nabat');
    }
  });
});

describe('passages for a question', () => {
  const covering = (question: string) => index.covering(question, 3).map(({ sourceId }) => sourceId);
  test.each([
    ['What does a neuron do with its weights?', 'neuron'],
    ['Why do leaves turn red in autumn?', 'leaves'],
    ['How can I add fractions?', 'fractions'],
    ['¿Por qué caen las hojas en otoño?', 'estacion'],
    ['كيف تصنع النباتات غذاءها؟', 'nabat'],
    ['植物怎么制造养分？', 'huaxue'],
  ])('are those that cover it: %s', (question, source) => {
    expect(covering(question)[0]).toBe(source);
  });
  test.each(['Who won the world cup in 1998?', 'What is the capital of France?', 'What is it?', '谁赢了世界杯？'])(
    'are none where nothing covers it: %s',
    (question) => {
      expect(covering(question)).toEqual([]);
    },
  );
});

test('words are compared without case, accents, width and vowel marks', () => {
  expect(tokenize('Ｗｉｄｅ Éclair, niño')).toEqual(['wide', 'eclair', 'nino']);
  expect(plainWord('النباتاتُ')).toBe(plainWord('نباتات'));
  expect(plainWord('أحمد')).toBe(plainWord('احمد'));
});

describe('passages of a lesson', () => {
  test('are what stands under a heading, without tags, formulas’ sources and drawings', () => {
    const html = `<h2 id="a">A <em>line</em></h2><p>One &amp; two,<br>three.</p><ul><li>four</li><li>five &#x2014; 5</li></ul>
      <math><semantics><mi>x</mi><annotation>\\frac</annotation></semantics></math>
      <h3>Next</h3><figure><img src="/packs/x" alt="A cat"><svg><title>hidden</title></svg></figure><pre><code>let a = 1;
b</code></pre>`;
    expect(passagesOfHtml(html)).toEqual([
      { heading: 'A line', text: 'One & two,\nthree.\nfour\nfive — 5\nx' },
      { heading: 'Next', text: 'A cat\nlet a = 1; b' },
    ]);
  });

  test('are cut where they grow long, and have the other parts of a lesson behind them', () => {
    const paragraph = `<p>${'word '.repeat(60)}</p>`;
    const part = { format: 1 as const, lessonId: 'x', activities: [], html: paragraph.repeat(4) };
    const passages = passagesOfLesson({
      ...part,
      keyPoints: ['Look.', 'Again.'],
      explanationHtml: '<p>Another way.</p>',
      codeExample: { language: 'js', caption: 'A loop', html: '<pre><code>for (;;) {}</code></pre>' },
    });
    expect(passages.map(({ text }) => text.slice(0, 12))).toEqual([
      'word word wo',
      'word word wo',
      'for (;;) {}',
      'Another way.',
      'Look.\nAgain.',
    ]);
  });
});

test('an excerpt is what stands around what was looked for, with it marked', () => {
  const text = `${'before '.repeat(60)}a neuron adds up its inputs ${'after '.repeat(60)}`.trim();
  const pieces = excerptOf(text, ['neuron', 'inputs']);
  expect(pieces.filter(({ found }) => found).map((piece) => piece.text)).toEqual(['neuron', 'inputs']);
  const whole = pieces.map((piece) => piece.text).join('');
  expect(whole.length).toBeLessThan(240);
  expect(whole).toMatch(/^… before .* after …$/);
  expect(excerptOf('short', [])).toEqual([{ text: 'short', found: false }]);
  expect(excerptOf('النباتاتُ تنمو', [plainWord('نباتات')])[0]).toEqual({ text: 'النباتاتُ', found: true });
});
