// `npm run bench -- search`: how long it takes to find something in 2,000 passages, in the code the app runs.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './workspace.mjs';

const DOCUMENTS = 2_000;
/** What is promised for all but the slowest twentieth, ms: a quarter of what a slow phone may take. */
const MOST_MS = 15;
const ROUNDS = 3;

/** Numbers that look random and are the same every time. */
const dice = (seed) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
};

const courses = new URL('server/content/courses/', root);
const paragraphs = readdirSync(courses, { recursive: true })
  .filter((name) => name.endsWith('.lesson.md'))
  .flatMap((name) => readFileSync(new URL(name, courses), 'utf8').split(/\n{2,}/))
  .filter((text) => text.length > 80 && !text.startsWith('---'));
const foreign = [
  'تصنع النباتاتُ غذاءَها بالضوء، وتحتاج إلى الماء والهواء والتربة الجيدة.',
  '化学反应会释放能量。植物通过光合作用制造养分，并把水变成氧气。',
  'प्रकाश सीधी रेखा में चलता है और दर्पण से लौटता है।',
];

const documents = () => {
  const roll = dice(7);
  return Array.from({ length: DOCUMENTS }, (_, at) => ({
    id: `lesson/${at % 300}/${at}`,
    kind: 'lesson',
    sourceId: String(at % 300),
    parentId: 'course',
    place: at,
    title: paragraphs[roll(paragraphs.length)].slice(0, 40),
    heading: '',
    text: [
      paragraphs[roll(paragraphs.length)],
      paragraphs[roll(paragraphs.length)],
      at % 20 === 0 ? foreign[at % foreign.length] : '',
    ].join('\n'),
  }));
};

const queries = (wordsOf) => {
  const roll = dice(11);
  const all = [...new Set(paragraphs.flatMap(wordsOf))].filter((word) => word.length > 3);
  const word = () => all[roll(all.length)];
  const wrong = (text) => text.slice(0, 2) + text.slice(3);
  return [
    ...Array.from({ length: 60 }, word),
    ...Array.from({ length: 60 }, () => `${word()} ${word()}`),
    ...Array.from({ length: 60 }, () => wrong(word())),
    ...Array.from({ length: 60 }, () => word().slice(0, 3)),
    'النباتات',
    '光合作用',
    'प्रकाश',
  ];
};

const spread = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) };
};
const show = (name, { median, p95, worst }) =>
  `${name.padEnd(34)} ${[median, p95, worst].map((ms) => ms.toFixed(1).padStart(8)).join('')}`;

/** Prints figures; 1 when the promise is not kept. */
export const benchSearch = async () => {
  const { createServer } = await import(
    pathToFileURL(createRequire(new URL('web/package.json', root)).resolve('vite'))
  );
  const vite = await createServer({
    root: fileURLToPath(new URL('web/', root)),
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true },
    appType: 'custom',
  });
  try {
    const { makeSearchIndex } = await vite.ssrLoadModule('/src/data/search/search-index.ts');
    const { tokenize } = await vite.ssrLoadModule('/src/data/search/tokenize.ts');
    const { excerptOf } = await vite.ssrLoadModule('/src/data/search/highlight.ts');
    const all = documents();
    // Time on a core, not on the clock: what else this machine does meanwhile is nothing of the search's.
    const timed = (work) => {
      const before = process.cpuUsage();
      const value = work();
      const { user, system } = process.cpuUsage(before);
      return { ms: (user + system) / 1000, value };
    };
    const index = makeSearchIndex();
    const built = timed(() => index.add(all));
    const stored = JSON.stringify(index.toStored());
    const loaded = timed(() => makeSearchIndex(JSON.parse(stored)));
    const changed = timed(() => index.add(all.slice(0, 20)));
    const looked = queries(tokenize);
    const found = [];
    const covered = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const query of looked) {
        found.push(timed(() => index.search(query).map(({ text, terms }) => excerptOf(text, terms))).ms);
        covered.push(timed(() => index.covering(`How does ${query} work?`, 4)).ms);
      }
    const figures = spread(found.slice(looked.length));
    const bytes = all.reduce((sum, { text }) => sum + text.length, 0);
    process.stdout.write(
      `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; ${DOCUMENTS} passages, ${(bytes / 1e6).toFixed(1)} M characters, ${looked.length} queries\n` +
        `built in ${Math.round(built.ms)} ms, taken up again in ${Math.round(loaded.ms)} ms (${(stored.length / 1e6).toFixed(1)} MB), 20 passages replaced in ${changed.ms.toFixed(1)} ms\n\n` +
        `${' '.repeat(34)}   median     95%   worst (ms on a core)\n` +
        `${show('search with excerpts', figures)}\n${show('passages for a question', spread(covered.slice(looked.length)))}\n\n`,
    );
    if (figures.p95 <= MOST_MS) return 0;
    process.stderr.write(`More than ${MOST_MS} ms for one search in twenty.\n`);
    return 1;
  } finally {
    await vite.close();
  }
};
