import { describe, expect, it } from 'vitest';
import type { ImportedQuestion } from './imported.ts';
import { readMoodleXml } from './moodle-xml.ts';

const quiz = (...questions: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions.join('\n')}</quiz>`;
const question = (type: string, inside: string, name = 'One'): string =>
  `<question type="${type}"><name><text>${name}</text></name>${inside}</question>`;
const asks = (text: string, format = 'html'): string =>
  `<questiontext format="${format}"><text><![CDATA[${text}]]></text></questiontext>`;
const answer = (fraction: number, text: string, feedback = ''): string =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text><feedback format="html"><text>${feedback}</text></feedback></answer>`;

const read = (source: string) => {
  const file = readMoodleXml(source);
  if (file.kind !== 'read') throw new Error(JSON.stringify(file));
  return file;
};
const taken = (source: string): ImportedQuestion => {
  const [item] = read(source).items;
  if (item?.outcome.kind !== 'taken') throw new Error(JSON.stringify(item?.outcome));
  return item.outcome.question;
};
const refusal = (source: string) => {
  const [item] = read(source).items;
  return item?.outcome.kind === 'refused' ? item.outcome.refusal : item?.outcome;
};

describe('Moodle XML', () => {
  it('reads choices of one and of several, with feedback, hints and what is said to all', () => {
    const inside = `${asks('<p>Which?</p>')}<generalfeedback format="html"><text>Because.</text></generalfeedback>
      <single>true</single>${answer(100, 'a')}${answer(0, 'b', 'No: b.')}<hint format="html"><text>Look.</text></hint>`;
    expect(taken(quiz(question('multichoice', inside)))).toMatchObject({
      kind: 'multiple_choice',
      ref: '/One',
      prompt: { form: 'html', text: '<p>Which?</p>' },
      explanation: { text: 'Because.' },
      hints: [{ text: 'Look.' }],
      options: [{ correct: true }, { correct: false, feedback: { text: 'No: b.' } }],
    });
    const several = `${asks('Which?')}<single>false</single>${answer(50, 'a')}${answer(50, 'b')}${answer(-100, 'c')}`;
    expect(taken(quiz(question('multichoice', several)))).toMatchObject({ kind: 'multiple_response' });
  });

  it('reads true and false, typed answers, numbers, pairs and orders', () => {
    const truth = `${asks('Is it?')}${answer(0, 'true', 'No.')}${answer(100, 'false')}`;
    expect(taken(quiz(question('truefalse', truth)))).toMatchObject({
      answer: false,
      feedback: { true: { text: 'No.' }, false: null },
    });
    const typed = `${asks('Say it.')}<usecase>1</usecase>${answer(100, 'Ada')}${answer(100, 'Lovelace')}`;
    expect(taken(quiz(question('shortanswer', typed)))).toMatchObject({
      accept: ['Ada', 'Lovelace'],
      caseSensitive: true,
    });
    const number = `${asks('How many?')}<answer fraction="100"><text>3,5</text><tolerance>0.1</tolerance></answer>`;
    expect(taken(quiz(question('numerical', number)))).toMatchObject({ answer: 3.5, tolerance: 0.1 });
    const pair = (text: string, match: string) =>
      `<subquestion format="html"><text>${text}</text><answer><text>${match}</text></answer></subquestion>`;
    const pairs = `${asks('Match.')}${pair('cat', 'mouse')}${pair('dog', 'cat')}${pair('', 'bird')}`;
    expect(taken(quiz(question('matching', pairs)))).toMatchObject({ kind: 'matching', others: [{ text: 'bird' }] });
    const order = `${asks('Order.')}${answer(100, 'one')}${answer(100, 'two')}${answer(100, 'three')}`;
    expect(taken(quiz(question('ordering', order)))).toMatchObject({
      items: [{ text: 'one' }, { text: 'two' }, { text: 'three' }],
    });
  });

  it('reads gaps of every kind out of their text', () => {
    const text =
      'Water boils at {1:NUMERICAL:=100:1~%50%98:2} °C and {1:MULTICHOICE:freezes~=boils#Yes~melts}; it is {2:SHORTANSWER:=wet~=damp}.';
    expect(taken(quiz(question('cloze', asks(text))))).toMatchObject({
      kind: 'cloze',
      text: { text: 'Water boils at [[g1]] °C and [[g2]]; it is [[g3]].' },
      gaps: [
        { kind: 'number', answer: 100, tolerance: 1 },
        { kind: 'choice', options: [{ correct: false }, { correct: true }, { correct: false }] },
        { kind: 'text', accept: ['wet', 'damp'] },
      ],
    });
  });

  it('files by category and takes along the pictures that are in the file', () => {
    const picture = '<file name="a b.png" path="/" encoding="base64">iVBORw0KGgo=</file>';
    const inside = `<questiontext format="html"><text><![CDATA[See <img src="@@PLUGINFILE@@/a%20b.png" alt="A leaf">]]></text>${picture}</questiontext>${answer(100, 'true')}`;
    const category =
      '<question type="category"><category><text>$course$/top/Plants/Leaves</text></category></question>';
    const file = read(quiz(category, question('truefalse', inside)));
    expect([...file.media.keys()]).toEqual(['1-a b.png']);
    expect([...(file.media.get('1-a b.png') ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    const [item] = file.items;
    expect(item?.outcome).toMatchObject({
      question: { category: ['Plants', 'Leaves'], prompt: { text: 'See <img src="media:1-a%20b.png" alt="A leaf">' } },
    });
  });

  it('names what it does not take', () => {
    expect(refusal(quiz(question('essay', asks('Write.'))))).toEqual({ code: 'kind', kind: 'essay' });
    expect(refusal(quiz(question('description', asks('Read.'))))).toEqual({ code: 'not-a-question' });
    expect(refusal(quiz(question('multichoice', `${asks('?')}${answer(100, 'a')}`)))).toEqual({
      code: 'too-few',
      what: 'options',
    });
    const lost = asks('<img src="@@PLUGINFILE@@/gone.png">');
    expect(refusal(quiz(question('truefalse', `${lost}${answer(100, 'true')}`)))).toEqual({
      code: 'missing-media',
      names: ['gone.png'],
    });
  });

  it('refuses as a whole what is no sound document', () => {
    const bomb = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>';
    expect(readMoodleXml(bomb)).toMatchObject({ reason: { code: 'hostile' } });
    expect(readMoodleXml('<quiz><question></quiz>')).toMatchObject({ reason: { code: 'broken' } });
    expect(readMoodleXml('<quiz></quiz>')).toMatchObject({ reason: { code: 'empty' } });
    expect(readMoodleXml('<html></html>')).toMatchObject({ reason: { code: 'unknown-format' } });
    const deep = `<quiz>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</quiz>`;
    expect(readMoodleXml(deep)).toMatchObject({ reason: { code: 'broken' } });
  });

  it('says how many hints it leaves out, and takes a large picture as it is', () => {
    const hints = Array.from({ length: 7 }, (_, index) => `<hint format="html"><text>Hint ${index}</text></hint>`);
    const picture = btoa('x'.repeat(3_000));
    const shown = `<questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/x.png"&gt;</text><file name="x.png" encoding="base64">${picture}</file></questiontext>`;
    const { items, media } = read(
      quiz(question('truefalse', `${shown}${answer(100, 'true')}${answer(0, 'false')}${hints.join('')}`)),
    );
    expect(items[0]?.outcome).toMatchObject({ kind: 'taken', changes: [{ code: 'hints-left-out', count: 2 }] });
    expect([...media.values()].map(({ length }) => length)).toEqual([3_000]);
  });
});
