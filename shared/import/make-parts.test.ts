import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compileQuestion } from '../authoring/compile-question.ts';
import type { DraftNode } from '../authoring/draft.ts';
import { authoredQuestion } from '../authoring/draft-question.ts';
import { Problems } from '../authoring/problems.ts';
import { createRenderer } from '../authoring/render.ts';
import type { SolvedQuestion } from '../content/pack.ts';
import { grade } from '../grading/grade.ts';
import { rightResponse } from '../testing/right-response.ts';
import { englishWords } from './made-words.ts';
import { type MadeFile, makeParts } from './make-parts.ts';
import { readQuestions } from './read-questions.ts';

const noTables = () => Promise.reject(new Error('file is not a database'));
const made = async (name: string, file: string | Uint8Array): Promise<Extract<MadeFile, { kind: 'made' }>> => {
  const read = await readQuestions(name, typeof file === 'string' ? strToU8(file) : file, noTables);
  const parts = makeParts(read, englishWords);
  if (parts.kind !== 'made') throw new Error(JSON.stringify(parts.reason));
  return parts;
};

/** The questions as learners would get them: by the desk's own way from a draft. */
const compiled = async (file: Extract<MadeFile, { kind: 'made' }>): Promise<SolvedQuestion[]> => {
  const problems = new Problems();
  const renderer = await createRenderer(new Map(), problems);
  const questions = file.items.flatMap(({ outcome }, index) => {
    if (outcome.kind === 'refused' || outcome.part.what !== 'question') return [];
    const { text, details } = outcome.part;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const about = {
      id,
      kind: 'question',
      parentId: null,
      place: 'a0',
      title: '',
      blobHash: null,
      children: [],
    } as const;
    const node: DraftNode = { ...about, children: [], text, details };
    return [
      compileQuestion(authoredQuestion(node, new Map()), 'beginner', {
        block: (markdown) => renderer.block(markdown).html,
        inline: (markdown) => renderer.inline(markdown).html,
        skillIds: () => [],
        spoken: () => undefined,
        partId: (part, words) => `${part}${words.length}${[...words].reduce((sum, one) => sum + one.charCodeAt(0), 0)}`,
        report: (_, message) => problems.add({ file: id, line: 1 }, message),
      }),
    ];
  });
  expect(problems.list()).toEqual([]);
  return questions;
};

const GIFT = String.raw`
::Power:: Which makes *most* of the ATP? { =Mitochondrion ~Nucleus#It holds the DNA. ~Ribosome }

::Water:: Water is a compound.{T#It has two elements.####H2O.}

::Gases:: Which are noble? {~%50%Helium ~%50%Neon ~%-100%Oxygen}

::Sum:: What is \(2^3\)? {#8:0.5}

::Frac:: A half plus a quarter is {=3/4 =0.75} of it.

::Match:: Match. {=France -> Paris =Italy -> Rome}

Write an essay. {}
`;

const MOODLE = `<quiz>
  <question type="cloze"><name><text>Gaps</text></name><questiontext format="html"><text><![CDATA[<p>Water boils at {1:NUMERICAL:=100:0} degrees and is {1:MULTICHOICE:=a liquid~a metal}. Its sign is {1:SHORTANSWER:=H2O}.</p>]]></text></questiontext></question>
  <question type="cloze"><name><text>Comma</text></name><questiontext format="html"><text><![CDATA[<p>That is {1:SHORTANSWER:=1,000} metres.</p>]]></text></questiontext></question>
  <question type="numerical"><name><text>Speed</text></name><questiontext format="html"><text>How fast?</text></questiontext><answer fraction="100"><text>9.81</text><tolerance>0.05</tolerance></answer></question>
</quiz>`;

const QTI_ORDER = `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="order" title="Order" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="R" cardinality="ordered" baseType="identifier"><correctResponse><value>a</value><value>b</value><value>c</value></correctResponse></responseDeclaration>
  <itemBody><orderInteraction responseIdentifier="R" shuffle="true"><prompt>Put in order</prompt><simpleChoice identifier="b">two</simpleChoice><simpleChoice identifier="a">one</simpleChoice><simpleChoice identifier="c">three</simpleChoice></orderInteraction></itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/></assessmentItem>`;

describe('what is brought to the desk', () => {
  it.each<[string, string | Uint8Array, number]>([
    ['cells.gift', GIFT, 6],
    ['physics.xml', MOODLE, 2],
    ['order.zip', zipSync({ 'order.xml': strToU8(QTI_ORDER) }), 1],
  ])('of %s, the right answer of each question earns all points and none earns nothing', async (name, file, count) => {
    const questions = await compiled(await made(name, file));
    expect(questions).toHaveLength(count);
    for (const question of questions) {
      expect(grade(question, rightResponse(question))).toMatchObject({ earned: question.points, correct: true });
      expect(grade(question, null)).toMatchObject({ kind: 'incomplete' });
    }
  });

  it('says of each thing what became of it, in the order of the file', async () => {
    const { items } = await made('cells.gift', GIFT);
    expect(items.map(({ name, outcome }) => [name, outcome.kind])).toEqual([
      ...['Power', 'Water', 'Gases', 'Sum', 'Frac', 'Match'].map((name) => [name, 'made']),
      ['Write an essay.', 'refused'],
    ]);
  });

  it('refuses a gap that the desk would read as another answer, and tells what a gap loses', async () => {
    const { items } = await made('physics.xml', MOODLE);
    expect(items[1]?.outcome).toEqual({ kind: 'refused', refusal: { code: 'gap', words: '1,000' } });
    const exact = await made('near.xml', MOODLE.replace('=100:0', '=100:2'));
    const [first] = exact.items;
    expect(first?.outcome.kind === 'made' && first.outcome.changes).toContainEqual({ code: 'gap-details-left-out' });
  });

  it('takes sounds along, each in a paragraph of its own, and tells of those that not every phone plays', async () => {
    const file = (name: string, bytes: string) => `<file name="${name}" encoding="base64">${btoa(bytes)}</file>`;
    const asked =
      'Who <audio controls><source src="@@PLUGINFILE@@/a.mp3"></audio> is <a href="@@PLUGINFILE@@/a.mp3">it</a>? <audio src="@@PLUGINFILE@@/b.ogg"></audio>';
    const xml = `<quiz><question type="truefalse"><name><text>Bird</text></name><questiontext format="html"><text><![CDATA[<p>${asked}</p>]]></text>${file('a.mp3', 'ID3 .')}${file('b.ogg', 'OggS')}</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`;
    const { items, assets } = await made('birds.xml', xml);
    expect(assets.map(({ name }) => name)).toEqual(['1-a.mp3']);
    const [bird] = items;
    expect(bird?.outcome).toMatchObject({
      kind: 'made',
      part: { text: 'Who is ?\n\n![a](assets/brought-0)\n\n![a](assets/brought-0)' },
    });
    const codes = bird?.outcome.kind === 'made' ? bird.outcome.changes.map(({ code }) => code) : [];
    expect(codes).toEqual(expect.arrayContaining(['heard-missing', 'media-left-out']));
  });

  it('numbers pictures, once each, and refuses what shows one that is not there', async () => {
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
    const asked = (name: string, more: string, file = '') =>
      `<question type="truefalse"><name><text>${name}</text></name><questiontext format="html"><text><![CDATA[${more}]]></text>${file}</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`;
    const leaf = '<img src="@@PLUGINFILE@@/leaf.svg" alt="A leaf">';
    const xml = `<quiz>${asked('Leaf', `See ${leaf} and ${leaf}`, `<file name="leaf.svg" encoding="base64">${btoa(picture)}</file>`)}${asked('Gone', '<img src="https://example.org/x.png" alt="x">')}</quiz>`;
    const { items, assets } = await made('plants.xml', xml);
    expect(assets).toHaveLength(1);
    expect(items[0]?.outcome.kind === 'made' && items[0].outcome.part.text).toBe(
      'See ![A leaf](assets/brought-0) and ![A leaf](assets/brought-0)',
    );
    expect(items[1]?.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'missing-media' } });
  });
});
