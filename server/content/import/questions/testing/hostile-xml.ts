import { strToU8, zipSync } from 'fflate';

/* Files that are broken or mean no good, one family of formats each: nothing of any of them may be taken. */

export type HostileFiles = Record<string, string | Uint8Array>;

const deep = (tag: string): string => `<${tag}>`.repeat(5_000) + `</${tag}>`.repeat(5_000);
const entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>';
const elsewhere = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const parameter = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>';

/** What is wrong with any XML. `wrap` puts the root of the format around something. */
const brokenXml = (wrap: (inside: string) => string): HostileFiles => ({
  'entities that grow': `${entities}${wrap('&c;')}`,
  'an entity from elsewhere': `${elsewhere}${wrap('&x;')}`,
  'a parameter entity': `${parameter}${wrap('')}`,
  'the end is missing': wrap('<a>text</a>').slice(0, -6),
  'an element that is never closed': wrap('<a>'),
  'elements closed in the wrong order': wrap('<a><b></a></b>'),
  'elements nested very deep': wrap(deep('a')),
  'more tags than memory is for': wrap('<a/>'.repeat(250_000)),
  'larger than is read': wrap('x'.repeat(25_000_000)),
  'an attribute without quotes': wrap('<a b=c>text</a>'),
  'an attribute twice': wrap('<a b="1" b="2">text</a>'),
  'a bare ampersand in a tag': wrap('<a&b>text</a&b>'),
  'two roots': `${wrap('')}<!--${wrap('')}`,
});

const moodle = (inside: string): string => `<?xml version="1.0"?><quiz>${inside}</quiz>`;
const question = (type: string, inside: string): string =>
  moodle(
    `<question type="${type}"><name><text>Q</text></name><questiontext format="html"><text>Which?</text></questiontext>${inside}</question>`,
  );
const answer = (fraction: string, text: string): string =>
  `<answer fraction="${fraction}"><text>${text}</text></answer>`;

export const moodleFiles: HostileFiles = {
  ...brokenXml(moodle),
  'no question in it': moodle(''),
  'a kind nobody knows': question('launchmissiles', ''),
  'a share that is no number': question('multichoice', `${answer('lots', 'a')}${answer('0', 'b')}`),
  'a share beyond all bounds': question('multichoice', `${answer('1e999', 'a')}${answer('0', 'b')}`),
  'no right answer': question('multichoice', `${answer('0', 'a')}${answer('0', 'b')}`),
  'a number that is none': question('numerical', answer('100', 'twelve')),
  'a tolerance below nothing': question(
    'numerical',
    '<answer fraction="100"><text>3</text><tolerance>-1</tolerance></answer>',
  ),
  'thousands of options': question(
    'multichoice',
    answer('100', 'a') + Array.from({ length: 3_000 }, (_, index) => answer('0', `b${index}`)).join(''),
  ),
  'a picture that is not base64': question(
    'truefalse',
    `<questiontext><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt;</text><file name="a.png" encoding="base64">!!!</file></questiontext>`,
  ),
  'gaps that never end': moodle(
    `<question type="cloze"><questiontext><text>${'{1:SHORTANSWER:='.repeat(500)}</text></questiontext></question>`,
  ),
};

const item = (inside: string, declaration = ''): string =>
  `<assessmentItem identifier="i" title="T">${declaration}<itemBody>${inside}</itemBody></assessmentItem>`;
const qti1 = (inside: string): string =>
  `<questestinterop><item ident="i" title="T">${inside}</item></questestinterop>`;
const choice = '<choiceInteraction responseIdentifier="R"><simpleChoice identifier="a">A</simpleChoice>';

export const qtiFiles: HostileFiles = {
  ...brokenXml((inside) => item(inside)),
  'an item that asks nothing': item('<p>Read this.</p>'),
  'a way to answer that nobody knows': item('<hotspotInteraction responseIdentifier="R"/>'),
  'an answer that was never declared': item(`${choice}</choiceInteraction>`),
  'one choice only': item(
    `${choice}</choiceInteraction>`,
    '<responseDeclaration identifier="R"><correctResponse><value>a</value></correctResponse></responseDeclaration>',
  ),
  'a right answer that is no choice': item(
    `${choice}<simpleChoice identifier="b">B</simpleChoice></choiceInteraction>`,
    '<responseDeclaration identifier="R"><correctResponse><value>z</value></correctResponse></responseDeclaration>',
  ),
  'version 1 without a presentation': qti1(''),
  'version 1 without a rendering': qti1(
    '<presentation><material><mattext>Q</mattext></material><response_xy/></presentation>',
  ),
  'a picture from above the package': zipSync({
    'item.xml': strToU8(item('<p>See <img src="../../../etc/passwd"/></p>')),
  }),
  'a package whose manifest is an entity bomb': zipSync({
    'imsmanifest.xml': strToU8(`${entities}<manifest>&c;</manifest>`),
    'item.xml': strToU8('<p>'),
  }),
  'a test that names itself': zipSync({
    'test.xml': strToU8('<assessmentTest title="T"><assessmentItemRef href="test.xml"/></assessmentTest>'),
  }),
};

const manifest = (inside = ''): Uint8Array =>
  strToU8(
    `<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata><schema>IMS Common Cartridge</schema></metadata>${inside}</manifest>`,
  );
/** A cartridge with its manifest and one file of questions, unless said otherwise. */
const cartridge = (files: Record<string, Uint8Array>): Uint8Array =>
  zipSync({ 'imsmanifest.xml': manifest(), ...files });

export const cartridgeFiles: HostileFiles = {
  ...Object.fromEntries(
    Object.entries(brokenXml((inside) => qti1(inside)))
      .filter(([, text]) => typeof text === 'string' && text.length < 2_000_000)
      .map(([name, text]) => [name, cartridge({ 'quiz/q.xml': strToU8(text as string) })]),
  ),
  'nothing but a manifest': cartridge({}),
  'a manifest that is cut': zipSync({ 'imsmanifest.xml': manifest().slice(0, 90) }),
  'a manifest that is no XML': zipSync({ 'imsmanifest.xml': strToU8('IMS Common Cartridge') }),
  'a way up': cartridge({ '../q.xml': strToU8(qti1('')) }),
  'an absolute path': cartridge({ '/etc/q.xml': strToU8(qti1('')) }),
  'a drive': cartridge({ 'C:/q.xml': strToU8(qti1('')) }),
  'a bomb': cartridge({ 'bomb.xml': new Uint8Array(50_000_000) }),
  'cut in the middle': cartridge({ 'q.xml': strToU8(qti1('')) }).slice(0, 200),
  'only its directory': cartridge({ 'q.xml': strToU8(qti1('')) }).slice(-60),
  'a question that is a picture': cartridge({ 'q.xml': new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }),
};
