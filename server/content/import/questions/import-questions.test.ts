import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grade } from '@hornbook/shared/grading/grade.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { compileFolders } from '../../folder-courses.ts';
import { importQuestions } from './import-questions.ts';

const fresh = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hornbook-import-'));
  const into = join(folder, 'courses', 'taken-over');
  const run = async (name: string, content: string | Uint8Array) => {
    const said: string[] = [];
    await writeFile(join(folder, name), content);
    const code = await importQuestions({ from: join(folder, name), into, print: (line) => said.push(line) });
    return { code, said };
  };
  const questions = async () => {
    const { courses, problems } = await compileFolders(join(folder, 'courses'));
    expect(problems.list()).toEqual([]);
    return courses.flatMap(({ compiled }) => Object.values(compiled.answerKey.questions));
  };
  return { run, questions, into };
};

/** As far as anything here looks. */
const MP3 = strToU8('ID3 and so on');

const GIFT = String.raw`$CATEGORY: $course$/top/Cells

::Power:: Which organelle makes *most* of the ATP? { =Mitochondrion ~Nucleus#It holds the DNA. ~Ribosome }

::Water:: Water is a compound.{T#It has two elements.####H2O.}

::Gases:: Which are noble gases? {~%50%Helium ~%50%Neon ~%-100%Oxygen}

::Sum:: What is \(2^3\), or $8$? {#8:0.5}

::Frac:: A half plus a quarter is {=3/4 =0.75} of it.

::Match:: Match. {=France -> Paris =Italy -> Rome}

Write an essay. {}
`;

describe('content:import of questions', () => {
  it('takes what it can, says of each what became of it, and the right answer of each earns all points', async () => {
    const { run, questions } = await fresh();
    const { code, said } = await run('biology.gift', GIFT);
    expect(code).toBe(1);
    expect(said.at(-1)).toMatch(/^6 of 7 taken/);
    expect(said.filter((line) => line.includes('refused'))).toEqual([
      'line 15, Write an essay.: refused: there is no such kind of question here: essay',
    ]);
    const taken = await questions();
    expect(taken).toHaveLength(6);
    for (const question of taken) {
      expect(grade(question, rightResponse(question))).toMatchObject({ earned: question.points, correct: true });
      expect(grade(question, null)).toMatchObject({ kind: 'incomplete' });
    }
    expect(taken[0]?.promptHtml).toContain('*most*');
    expect(taken[3]?.promptHtml).toContain('<math');
    expect(taken[3]?.promptHtml).toContain('$8$');
  });

  it('doubles nothing the second time, takes over what changed, and writes over no edit', async () => {
    const { run, questions, into } = await fresh();
    await run('a.gift', 'One: {::}\n\n::A:: First? {T}\n\n::B:: Second? {T}\n\n::C:: Third? {T}');
    const file = join(into, 'units/01-a/unit.practice.md');
    const edited = (await readFile(file, 'utf8')).replace('Second?', 'Second, edited here?');
    await writeFile(file, edited);
    const { said } = await run(
      'a.gift',
      '::A:: First, mended? {F}\n\n::B:: Second? {F}\n\n::C:: Third? {T}\n\n::D:: New? {T}',
    );
    expect(said.map((line) => line.split(': ')[1]?.split(';')[0])).toEqual([
      'updated',
      'left as it was edited here, although it has changed in the file too',
      'as it was',
      'taken',
      undefined,
    ]);
    const taken = await questions();
    expect(taken.map(({ promptHtml }) => promptHtml.replaceAll(/<[^>]*>/g, ''))).toEqual([
      'First, mended?',
      'Second, edited here?',
      'Third?',
      'New?',
    ]);
  });

  it('takes the pictures along, and makes nothing that runs', async () => {
    const { run, questions, into } = await fresh();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"><title>Leaf</title><rect width="10" height="10" fill="green"/></svg>';
    const asked = `<p onclick="steal()">See <img src="@@PLUGINFILE@@/leaf.svg" alt="A leaf"><script>steal()</script><iframe src="https://example.org"></iframe></p>`;
    const xml = `<quiz><question type="truefalse"><name><text>Leaf</text></name><questiontext format="html"><text><![CDATA[${asked}]]></text><file name="leaf.svg" encoding="base64">${btoa(svg)}</file></questiontext>
      <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`;
    const { said } = await run('plants.xml', xml);
    expect(said[0]).toMatch(/Leaf: taken; left out: https:\/\/example.org/);
    const [question] = await questions();
    expect(question?.promptHtml).toMatch(/<img[^>]+alt="A leaf"/);
    expect(question?.promptHtml).not.toMatch(/steal|script|iframe|onclick/);
    expect(await readFile(join(into, 'units/01-plants/unit.practice.md'), 'utf8')).toContain('assets/');
  });

  it('refuses a question that breaks a rule of courses, and takes the others', async () => {
    const { run, questions } = await fresh();
    const bad =
      '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"><script>x()</script></svg>';
    const of = (name: string, more: string) =>
      `<question type="truefalse"><name><text>${name}</text></name><questiontext format="html"><text><![CDATA[Is it ${more}?]]></text><file name="x.svg" encoding="base64">${btoa(bad)}</file></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`;
    const { code, said } = await run(
      'mixed.xml',
      `<quiz>${of('Bad', '<img src="@@PLUGINFILE@@/x.svg" alt="x">')}${of('Good', 'fine')}</quiz>`,
    );
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^question 1, Bad: refused: it doesn't fit here: /);
    expect(await questions()).toHaveLength(1);
  });

  it('changes nothing for a file that can not be read', async () => {
    const { run, into } = await fresh();
    const { code, said } = await run('x.zip', zipSync({ '../x': strToU8('x') }));
    expect({ code, said }).toEqual({
      code: 1,
      said: ['x.zip is refused: a file in it is named ../x. Nothing was changed.'],
    });
    await expect(readFile(join(into, 'course.md'))).rejects.toThrow();
  });

  it('makes lessons of the pages of a Common Cartridge, in units named like its folders, and keeps what was edited', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"><title>Leaf</title><rect width="10" height="10" fill="green"/></svg>';
    const manifest = `<manifest><metadata><schema>IMS Common Cartridge</schema></metadata><organizations><organization><item>
      <item><title>Leaves</title><item identifierref="a"><title>What a leaf does</title></item><item identifierref="b"><title>Roots</title></item><item identifierref="q"><title>Do you know it?</title></item></item>
      <item identifierref="t"><title>Talk</title></item></item></organization></organizations>
      <resources><resource identifier="a" type="webcontent" href="a.html"/><resource identifier="b" type="webcontent" href="b.html"/>
      <resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="quiz/q.xml"/></resource>
      <resource identifier="t" type="imsdt_xmlv1p1"><file href="t.xml"/></resource></resources></manifest>`;
    const quiz = `<questestinterop><assessment ident="a" title="Do you know it?"><section ident="s"><item ident="i" title="Green"><presentation><material><mattext texttype="text/plain">Are leaves green?</mattext></material>
      <response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="t"><material><mattext>Most are</mattext></material></response_label><response_label ident="f"><material><mattext>None is</mattext></material></response_label></render_choice></response_lid></presentation>
      <resprocessing><outcomes><decvar varname="SCORE"/></outcomes><respcondition><conditionvar><varequal respident="r">t</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`;
    const page = (words: string) =>
      `<html><head><title>x</title><script>steal()</script></head><body><h1>Light</h1><p>A leaf takes light. ${words}</p><h3>Water</h3><p>It needs water, too.</p><pre>code</pre><img src="img/leaf.svg" alt="A leaf"><p><a href="b.html" onclick="steal()">on</a></p></body></html>`;
    const pack = (words: string) =>
      zipSync({
        'imsmanifest.xml': strToU8(manifest),
        'a.html': strToU8(page(words)),
        'b.html': strToU8('<body><p>Roots drink. They hold.</p></body>'),
        'img/leaf.svg': strToU8(svg),
        't.xml': strToU8('<topic/>'),
        'quiz/q.xml': strToU8(quiz),
      });
    const { run, into } = await fresh();
    const { said } = await run('plants.imscc', pack('It breathes.'));
    expect(said).toEqual([
      expect.stringMatching(/^quiz\/q.xml, Green: taken/),
      't.xml, Talk: refused: there is no such kind of question here: a discussion',
      expect.stringMatching(
        /^a.html, What a leaf does: taken; links to other parts .* words now: b.html; what to keep in mind was made/,
      ),
      expect.stringMatching(/^b.html, Roots: taken; /),
      expect.stringMatching(/^3 of 4 taken/),
    ]);
    const { courses, problems } = await compileFolders(join(into, '..'));
    expect(problems.list()).toEqual([]);
    const units = courses[0]?.compiled.manifest.units ?? [];
    const seen = units.map(({ title, lessons, activities }) => [
      title,
      lessons.map((lesson) => lesson.title),
      activities.map((activity) => activity.title),
    ]);
    // The quiz stands where the tree has it.
    expect(seen).toEqual([['Leaves', ['What a leaf does', 'Roots'], ['Do you know it?']]]);
    const file = join(into, 'units/01-leaves/01-what-a-leaf-does.lesson.md');
    const lesson = await readFile(file, 'utf8');
    expect(lesson).toContain('![A leaf](assets/');
    expect(lesson).not.toMatch(/steal|<script|b\.html/);

    expect((await run('plants.imscc', pack('It grows.'))).said[2]).toMatch(/What a leaf does: updated/);
    await writeFile(file, (await readFile(file, 'utf8')).replace('It grows.', 'It grows, as I wrote.'));
    expect((await run('plants.imscc', pack('It sleeps.'))).said[2]).toMatch(/left as it was edited here, although/);
    expect(await readFile(file, 'utf8')).toContain('as I wrote');
  });

  it('reads an Anki package: cards with a short back, gaps, decks, and leaves what somebody answered', async () => {
    const { Database } = await initSqlJs();
    const database = new Database();
    database.run(`create table col (decks text); create table notes (id integer, guid text, flds text);
      create table cards (id integer, nid integer, did integer); create table revlog (id integer)`);
    database.run('insert into col values (?)', [JSON.stringify({ 7: { name: 'Spanish::Food' } })]);
    const notes: [string, string][] = [
      ['g1', 'water\u001fagua<br>\u001f<i>feminine</i>, but el agua'],
      ['g2', 'El {{c1::agua::drink}} está {{c2::fría}}.\u001f'],
      ['g3', `long\u001f${'word '.repeat(40)}`],
      ['g4', 'bread [sound:pan.mp3]\u001fpan [sound:said.mp3]'],
    ];
    notes.forEach(([guid, fields], index) => {
      database.run('insert into notes values (?, ?, ?)', [index + 1, guid, fields]);
      database.run('insert into cards values (?, ?, 7)', [index + 1, index + 1]);
    });
    database.run('insert into revlog values (1), (2)');
    const { run, questions } = await fresh();
    const { said } = await run(
      'food.apkg',
      zipSync({ 'collection.anki2': database.export(), media: strToU8('{"0":"said.mp3"}'), 0: MP3 }),
    );
    expect(said.map((line) => line.replace(/; it had no explanation.*/, ''))).toEqual([
      'note 1, water: taken',
      'note 2, El agua está fría.: taken',
      'note 3, long: refused: its answer is too long to type (more than 80 characters, or several lines)',
      'note 4, bread: taken; left out: pan.mp3; say what is to be heard in said.mp3: now the name of the file stands there',
      expect.stringMatching(/^food.apkg: 2 answers given/),
      expect.stringMatching(/^3 of 4 taken/),
    ]);
    const taken = await questions();
    expect(taken.map(({ kind }) => kind)).toEqual(['short_text', 'cloze', 'short_text']);
    expect(taken[2]?.explanationHtml).toMatch(
      /^<p>pan<\/p>\s*<figure><audio src="\/packs\/[0-9a-f]{64}"[^>]* aria-label="said"/,
    );
    for (const question of taken)
      expect(grade(question, rightResponse(question))).toMatchObject({ earned: question.points, correct: true });
  });
});
