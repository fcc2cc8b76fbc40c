import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const LESSON_BYTES = 1_000_000;

const id = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Bytes that are the same each time and can't be compressed. */
const noise = (name: string, length: number): Buffer => {
  const blocks: Buffer[] = [];
  for (let at = 0; at < length; at += 32) blocks.push(createHash('sha256').update(`${name} ${at}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
};

/** WebM as far as a course looks at it: the name of the codec, then noise. */
const film = (name: string, length: number): Buffer =>
  Buffer.concat([Buffer.from('\u001aE\u00df\u00a3webm V_VP9 ', 'latin1'), noise(name, length)]);

const vtt = 'WEBVTT\n\n1\n00:00.500 --> 00:02.000\n<v Ada>Hello.\n';
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

/** The hash under which the recordings of a story are kept: of what is said in it. */
const said = (voices: unknown, scenes: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([voices, scenes, undefined, undefined, undefined]))
    .digest('hex');

const write = (folder: string, megabytes: number): void => {
  const file = (path: string, content: string | Buffer) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const skill = `{ id: ${id('skill')}, slug: generated, name: Waiting, subjectArea: Tests, description: Waiting for a film. }`;
  file(
    'course.md',
    `---\nid: ${id('course')}\nslug: generated\ntitle: Generated films\nshortDescription: Large.\nlanguage: en\ndifficulty: beginner\nestimatedHours: 1\nduration: "a day"\ntags: []\nauthor: Nobody\ngoal: "Watch generated films"\nskills: [${skill}]\n---\nFilms of noise.\n`,
  );
  file(
    'units/01-films/unit.md',
    `---\nid: ${id('unit')}\ntitle: Films\nkind: story\ndifficulty: beginner\nskills: [generated]\n---\nNoise.\n`,
  );
  const voices = { ada: { name: 'Ada', voice: 'en-gb', accent: 'en-GB', speed: 150, pitch: 50 } };
  const scenes = [{ place: 'home', cast: [], picture: 'Nothing.', lines: [{ by: 'ada', text: 'Hello.' }] }];
  for (let lesson = 1; lesson <= megabytes; lesson += 1) {
    const stem = `units/01-films/${String(lesson).padStart(2, '0')}-film`;
    const media = `film-${lesson}`;
    file(
      `${stem}.lesson.md`,
      `---\nid: ${id(media)}\ntitle: Film ${lesson}\nsummary: Noise.\ndifficulty: beginner\nestimatedMinutes: 1\nskills: [generated]\nkeyPoints: ["One.", "Two."]\n---\nA film.\n`,
    );
    const fields = { media, voices, video: { title: `Film ${lesson}`, scenes } };
    file(`${stem}.story.md`, `---\n${JSON.stringify(fields)}\n---\n`);
    const made = { durationMs: 2_500, width: 640, height: 360, screenshots: [{ atMs: 500 }] };
    const about = { format: 1, madeWith: 'a test', saidSha256: said(voices, scenes), video: made };
    file(`assets/${media}/media.json`, JSON.stringify(about));
    file(`assets/${media}/video.vtt`, vtt);
    for (const name of ['poster', 'scene-1']) file(`assets/${media}/${name}.webp`, webp);
    file(`assets/${media}/video.webm`, film(media, LESSON_BYTES));
    file(`assets/${media}/video.mp4`, Buffer.from('another form'));
  }
};

const command = (dataDir: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'server/dist/content-command.js'), ...args],
    { env: { ...process.env, HORNBOOK_DATA: dataDir }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`content:${args[0]} failed: ${stdout}${stderr}`);
};

/** Publishes a course of so many megabytes of film into the database of a stopped service. */
export const publishGenerated = (dataDir: string, megabytes: number): void =>
  publishBeside(dataDir, (courses) => write(join(courses, 'generated'), megabytes));

/** The same with a course `slug` that a file of questions becomes. */
export const publishQuestions = (dataDir: string, file: string, slug: string): void =>
  publishBeside(dataDir, (courses) => command(dataDir, 'import', file, join(courses, slug)));

const publishBeside = (dataDir: string, add: (courses: string) => void): void => {
  const courses = mkdtempSync(join(tmpdir(), 'hornbook-generated-'));
  try {
    // All courses of a service are published together: what is in none of its folders would count as lost.
    cpSync(join(root, 'server/content/courses'), courses, { recursive: true });
    add(courses);
    command(dataDir, 'publish', courses);
  } finally {
    rmSync(courses, { recursive: true, force: true });
  }
};
