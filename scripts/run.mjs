#!/usr/bin/env node
// The one door to every command: `npm start`, `npm test`, `npm run …`. Nothing but Node's own modules, since it is what
// installs the rest.
import { fileURLToPath } from 'node:url';
import { main as dev } from './dev.mjs';
import { main as test } from './test.mjs';
import { build, ensureNode, fail, install, program, root, run, whenNpmIsGone } from './workspace.mjs';

const [command = 'start', ...args] = process.argv.slice(2);

const start = async () => {
  install();
  await build(['web', 'server']);
  // In this very process: nothing in between that could die without the service hearing of it.
  process.env.HORNBOOK_BY_HAND = '1';
  await import(program('main'));
};

/** Runs one of the server's programs, freshly built. */
const serverProgram = async (name, given) => {
  install();
  await build(['server'], { quiet: true });
  process.exitCode = run(process.execPath, [fileURLToPath(program(name)), ...given]);
};

const commands = {
  start,
  dev,
  test: () => test('test'),
  'test:deep': () => test('test:deep'),
  check: () => test('check'),
  size: () => test('size'),
  e2e: () => test('e2e'),
  sim: () => serverProgram('simulation', args),
  bench: async () => {
    if (!['ui', 'browser', 'code', 'search', 'speech', 'lighthouse'].includes(args[0]))
      return serverProgram('bench', args);
    install();
    await build(['web', 'server']);
    const { benchUi } = await import('./bench-ui.mjs');
    const { benchBrowser } = await import('./bench-browser.mjs');
    const { benchCode } = await import('./bench-code.mjs');
    const { benchSearch } = await import('./bench-search.mjs');
    const { benchSpeech } = await import('./bench-speech.mjs');
    const { benchLighthouse } = await import('./bench-lighthouse.mjs');
    const benches = {
      ui: benchUi,
      browser: benchBrowser,
      code: benchCode,
      search: benchSearch,
      speech: benchSpeech,
      lighthouse: benchLighthouse,
    };
    process.exitCode = await benches[args[0]](args.slice(1));
  },
  fuzz: () => serverProgram('fuzz', args),
  badge: () => serverProgram('badge-command', args),
  user: () => serverProgram('user-command', args),
  'mastery:check': () => serverProgram('mastery-check', args),
  'speech:check': () => serverProgram('speech-check', args),
  load: () => serverProgram('load', args),
  media: () => serverProgram('media-command', args),
  i18n: () => {
    install();
    process.exitCode = run('node_modules/.bin/lingui', ['extract', '--clean', ...args], { cwd: new URL('web/', root) });
  },
};
for (const name of ['generate', 'migrate', 'push', 'seed', 'reset', 'studio', 'backup', 'restore'])
  commands[`db:${name}`] = () => serverProgram('db-command', [name, ...args]);
for (const name of ['check', 'publish', 'import', 'export', 'differences'])
  commands[`content:${name}`] = () => serverProgram('content-command', [name, ...args]);

ensureNode();
process.chdir(fileURLToPath(root));
const chosen = commands[command];
if (!chosen) fail(`There is no command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
await chosen();
