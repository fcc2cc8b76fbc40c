import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportedQuestion, ReadFile } from './imported.ts';
import { readQtiFiles } from './qti-package.ts';
import { readQuestions } from './read-questions.ts';

const noTables = () => Promise.reject(new Error('no database here'));
const read = (...files: [string, string][]): ReadFile =>
  readQtiFiles(new Map(files.map(([path, text]) => [path, strToU8(text)])));
const first = (file: ReadFile) => {
  if (file.kind !== 'read') throw new Error(JSON.stringify(file));
  return file.items[0]?.outcome;
};
const taken = (...files: [string, string][]): ImportedQuestion => {
  const outcome = first(read(...files));
  if (outcome?.kind !== 'taken') throw new Error(JSON.stringify(outcome));
  return outcome.question;
};

const item2 = (declaration: string, body: string, more = ''): [string, string] => [
  'items/q1.xml',
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="One" adaptive="false" timeDependent="false">
     ${declaration}<itemBody>${body}</itemBody>${more}</assessmentItem>`,
];
const declares = (cardinality: string, baseType: string, values: string[], mapping = '', id = 'R'): string =>
  `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${baseType}"><correctResponse>${values
    .map((value) => `<value>${value}</value>`)
    .join('')}</correctResponse>${mapping}</responseDeclaration>`;

describe('QTI 2', () => {
  it('reads a choice of one, its prompt before and in the interaction, and feedback', () => {
    const body = `<p>Look.</p><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Which?</prompt>
      <simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two<feedbackInline outcomeIdentifier="F" identifier="B">No.</feedbackInline></simpleChoice></choiceInteraction>`;
    expect(taken(item2(declares('single', 'identifier', ['A']), body))).toMatchObject({
      kind: 'multiple_choice',
      ref: 'q1',
      prompt: { text: '<p>Look.</p>Which?' },
      options: [
        { text: { text: 'one' }, correct: true },
        { text: { text: 'two' }, correct: false, feedback: { text: 'No.' } },
      ],
    });
  });

  it('reads a choice of several, an order and a matching', () => {
    const choices = (name: string, ids: string[]) =>
      ids.map((id) => `<${name} identifier="${id}" matchMax="1">${id}</${name}>`).join('');
    const mapping =
      '<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-1"/></mapping>';
    const several = `<choiceInteraction responseIdentifier="R" maxChoices="0"><prompt>Which?</prompt>${choices('simpleChoice', ['A', 'B', 'C'])}</choiceInteraction>`;
    expect(taken(item2(declares('multiple', 'identifier', ['A', 'C'], mapping), several))).toMatchObject({
      kind: 'multiple_response',
      options: [{ correct: true }, { correct: false }, { correct: true }],
    });
    const order = `<orderInteraction responseIdentifier="R"><prompt>Sort.</prompt>${choices('simpleChoice', ['A', 'B', 'C'])}</orderInteraction>`;
    expect(taken(item2(declares('ordered', 'identifier', ['C', 'A', 'B']), order))).toMatchObject({
      items: [{ text: 'C' }, { text: 'A' }, { text: 'B' }],
    });
    const match = `<matchInteraction responseIdentifier="R"><prompt>Match.</prompt><simpleMatchSet>${choices('simpleAssociableChoice', ['A', 'B'])}</simpleMatchSet>
      <simpleMatchSet>${choices('simpleAssociableChoice', ['X', 'Y', 'Z'])}</simpleMatchSet></matchInteraction>`;
    expect(taken(item2(declares('multiple', 'directedPair', ['A Y', 'B X']), match))).toMatchObject({
      pairs: [{ match: { text: 'Y' } }, { match: { text: 'X' } }],
      others: [{ text: 'Z' }],
    });
  });

  it('reads one thing to type as a question of its own, several as gaps', () => {
    const body = '<p>The capital of France is <textEntryInteraction responseIdentifier="R"/>.</p>';
    const mapping =
      '<mapping><mapEntry mapKey="Paris" mappedValue="2" caseSensitive="false"/><mapEntry mapKey="paris city" mappedValue="1" caseSensitive="false"/></mapping>';
    expect(taken(item2(declares('single', 'string', ['Paris'], mapping), body))).toMatchObject({
      kind: 'short_text',
      prompt: { text: '<p>The capital of France is _____.</p>' },
      accept: ['Paris'],
      caseSensitive: false,
    });
    const processing =
      '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.5 0.5"><variable identifier="R"/><correct identifier="R"/></equal></responseIf></responseCondition></responseProcessing>';
    expect(taken(item2(declares('single', 'float', ['3.5']), body, processing))).toMatchObject({
      kind: 'numeric',
      answer: 3.5,
      tolerance: 0.5,
    });
    const gaps =
      '<p><textEntryInteraction responseIdentifier="R"/> is <inlineChoiceInteraction responseIdentifier="S"><inlineChoice identifier="a">wet</inlineChoice><inlineChoice identifier="b">dry</inlineChoice></inlineChoiceInteraction>.</p>';
    expect(
      taken(item2(declares('single', 'string', ['Rain']) + declares('single', 'identifier', ['a'], '', 'S'), gaps)),
    ).toMatchObject({
      kind: 'cloze',
      text: { text: '<p>[[g1]] is [[g2]].</p>' },
      gaps: [{ kind: 'text', accept: ['Rain'] }, { kind: 'choice' }],
    });
  });

  it('names other interactions, and pictures that are not there', () => {
    const drawn = '<p>?</p><hotspotInteraction responseIdentifier="R"><object data="a.png"/></hotspotInteraction>';
    expect(first(read(item2(declares('single', 'identifier', ['A']), drawn)))).toMatchObject({
      refusal: { code: 'kind', kind: 'hotspotInteraction' },
    });
    const body =
      '<p><img src="../img/a.png" alt="A"/></p><choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">1</simpleChoice><simpleChoice identifier="B">2</simpleChoice></choiceInteraction>';
    const item = item2(declares('single', 'identifier', ['A']), body);
    expect(first(read(item))).toMatchObject({ refusal: { code: 'missing-media', names: ['../img/a.png'] } });
    expect(taken(item, ['img/a.png', 'x'])).toMatchObject({
      prompt: { text: '<p><img src="media:img%2Fa.png" alt="A"></p>' },
    });
  });
});

describe('QTI 3', () => {
  it('is QTI 2 in other names', () => {
    const source = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q1" title="One">
      <qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
      <qti-item-body><qti-choice-interaction response-identifier="R" max-choices="1"><qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="A">one</qti-simple-choice><qti-simple-choice identifier="B">two</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`;
    const file = read(['q.xml', source]);
    expect(file).toMatchObject({ format: 'qti-3' });
    expect(first(file)).toMatchObject({
      question: { kind: 'multiple_choice', options: [{ correct: false }, { correct: true }] },
    });
  });
});

const item1 = (presentation: string, processing: string, more = ''): [string, string] => [
  'quiz.xml',
  `<questestinterop><assessment title="Quiz"><section title="Part"><item ident="i1" title="One"><presentation>${presentation}</presentation>
   <resprocessing><outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes>${processing}</resprocessing>${more}</item></section></assessment></questestinterop>`,
];
const scores = (condition: string, points = 100, action = 'Set'): string =>
  `<respcondition><conditionvar>${condition}</conditionvar><setvar action="${action}" varname="SCORE">${points}</setvar></respcondition>`;
const label = (ident: string, text: string): string =>
  `<response_label ident="${ident}"><material><mattext texttype="text/plain">${text}</mattext></material></response_label>`;
const asks = '<material><mattext texttype="text/html">&lt;p&gt;Which?&lt;/p&gt;</mattext></material>';

describe('QTI 1.2', () => {
  it('reads choices, with the sections they stand in', () => {
    const one = `${asks}<response_lid ident="r" rcardinality="Single"><render_choice>${label('a', 'one')}${label('b', 'two')}</render_choice></response_lid>`;
    expect(taken(item1(one, scores('<varequal respident="r">b</varequal>')))).toMatchObject({
      kind: 'multiple_choice',
      category: ['Quiz', 'Part'],
      prompt: { text: '<p>Which?</p>' },
      options: [{ correct: false }, { correct: true }],
    });
    const several = one
      .replace('Single', 'Multiple')
      .replace(label('b', 'two'), label('b', 'two') + label('c', 'three'));
    const both =
      '<and><varequal respident="r">a</varequal><varequal respident="r">c</varequal><not><varequal respident="r">b</varequal></not></and>';
    expect(taken(item1(several, scores(both)))).toMatchObject({
      kind: 'multiple_response',
      options: [{ correct: true }, { correct: false }, { correct: true }],
    });
    const truth = one.replace('one', 'True').replace('two', 'False');
    expect(taken(item1(truth, scores('<varequal respident="r">a</varequal>')))).toMatchObject({
      kind: 'true_false',
      answer: true,
    });
  });

  it('reads what is typed, numbers in a range, and lists that make a matching', () => {
    const typed = `${asks}<response_str ident="r"><render_fib fibtype="String"/></response_str>`;
    const words = scores('<or><varequal respident="r">Ada</varequal><varequal respident="r">Lovelace</varequal></or>');
    expect(taken(item1(typed, words))).toMatchObject({
      kind: 'short_text',
      accept: ['Ada', 'Lovelace'],
      caseSensitive: false,
    });
    const range = scores(
      '<or><varequal respident="r">3.14</varequal><and><vargte respident="r">3.13</vargte><varlte respident="r">3.15</varlte></and></or>',
    );
    expect(taken(item1(typed.replace('String', 'Decimal'), range))).toMatchObject({
      kind: 'numeric',
      answer: 3.14,
      tolerance: 0.01,
    });
    const list = (ident: string, text: string) =>
      `<response_lid ident="${ident}"><material><mattext>${text}</mattext></material><render_choice>${label('x', 'Paris')}${label('y', 'Rome')}</render_choice></response_lid>`;
    const pairs =
      scores('<varequal respident="f">x</varequal>', 50, 'Add') +
      scores('<varequal respident="i">y</varequal>', 50, 'Add');
    expect(taken(item1(`${asks}${list('f', 'France')}${list('i', 'Italy')}`, pairs))).toMatchObject({
      pairs: [{ text: { text: 'France' }, match: { text: 'Paris' } }, { match: { text: 'Rome' } }],
    });
    expect(first(read(item1(typed, '')))).toMatchObject({ refusal: { code: 'kind', kind: 'essay' } });
  });
});

describe('a package', () => {
  it('is read file by file: one that is broken spoils no other', async () => {
    const good = item2(
      declares('single', 'identifier', ['A']),
      '<choiceInteraction responseIdentifier="R"><prompt>?</prompt><simpleChoice identifier="A">1</simpleChoice><simpleChoice identifier="B">2</simpleChoice></choiceInteraction>',
    );
    const archive = zipSync({
      'imsmanifest.xml': strToU8('<manifest/>'),
      [good[0]]: strToU8(good[1]),
      'items/q2.xml': strToU8('<assessmentItem>'),
    });
    const file = await readQuestions('package.zip', archive, noTables);
    if (file.kind !== 'read') throw new Error(JSON.stringify(file));
    expect(file.items.map(({ place, outcome }) => [place, outcome.kind])).toEqual([
      ['items/q1.xml', 'taken'],
      ['items/q2.xml', 'refused'],
    ]);
  });

  it('reads the tree of a Common Cartridge: pages by their folders, and names what has no counterpart', async () => {
    const one = `${asks}<response_lid ident="r" rcardinality="Single"><render_choice>${label('a', 'one')}${label('b', 'two')}</render_choice></response_lid>`;
    const [path, quiz] = item1(one, scores('<varequal respident="r">b</varequal>'));
    const archive = zipSync({
      'imsmanifest.xml': strToU8(`<manifest><metadata><schema>IMS Common Cartridge</schema></metadata>
        <organizations><organization><item><item><title>Week 1</title>
          <item identifierref="p"><title>Hello</title></item><item identifierref="l"><title>A film</title></item>
        </item></item></organization></organizations>
        <resources><resource identifier="p" type="webcontent" href="web/page.html"/>
          <resource identifier="l" type="imswl_xmlv1p1"><file href="l.xml"/></resource></resources></manifest>`),
      [path]: strToU8(quiz),
      'web/page.html': strToU8('<p>Hi</p>'),
      'web/rest.html': strToU8('<html><head><title>The rest</title></head><body><p>More</p></body></html>'),
    });
    const file = await readQuestions('course.imscc', archive, noTables);
    expect(file).toMatchObject({
      format: 'common-cartridge',
      items: [
        { outcome: { kind: 'taken' } },
        { name: 'A film', outcome: { refusal: { code: 'kind', kind: 'a link to elsewhere' } } },
      ],
      pages: [
        { ref: 'web/page.html', title: 'Hello', folders: ['Week 1'], text: { text: '<p>Hi</p>' } },
        { ref: 'web/rest.html', title: 'The rest', folders: [] },
      ],
    });
  });
});
