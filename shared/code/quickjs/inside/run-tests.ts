/** How a call or a file of tests is run, and what the outside can ask for. */
export const RUN_TESTS = String.raw`
const AsyncFunction = getPrototypeOf(async function () {}).constructor;
let settled = null;
const settle = (promise) => { settled = false; then(promise, () => { settled = true; }, () => { settled = true; }); };
const tell = (outcome) => { report(stringify(outcome)); };
// The program could have changed how objects become text.
const nullProto = (object) => { const made = Object.create(null); for (const key of keys(object)) if (object[key] !== undefined) made[key] = object[key]; return made; };
const outcome = (id, name, what) => tell(nullProto({ id, name, ...what }));

const runCall = async (id, name, source, expectedSource) => {
  let expected;
  try { expected = indirectEval('(' + expectedSource + '\n)'); } catch (error) { return outcome(id, name, { status: 'error', message: 'The expected value can’t be read: ' + nameOf(error) + ': ' + error.message }); }
  try {
    const got = await inScope('(' + source + '\n)');
    outcome(id, name, equal(got, expected, true) ? { status: 'passed' } : { status: 'failed', expected: display(expected), got: display(got) });
  } catch (error) { outcome(id, name, describeError(error)); }
};

// What tests import is the program itself, whose names are in scope already; only other names need a word.
const withoutImports = (source) => replace(source, /^[ \t]*import\s+([^'";]*?)\s*from\s*(['"])([^'"]+)\2[ \t]*;?/gm, (whole, clause, _, from) => {
  const lines = replace(whole, /[^\n]/g, '');
  if (!/^[./]/.test(from)) return lines;
  let out = '';
  const named = match(/\{([\s\S]*)\}/, clause);
  if (named) for (const part of split(named[1], ',')) {
    const [name, alias] = split(trim(part), /\s+as\s+/);
    if (alias) out += 'const ' + alias + ' = ' + (name === 'default' ? '__exports.default' : name) + ';';
  }
  const rest = trim(replace(replace(clause, /\{[\s\S]*\}/, ''), /,/g, ' '));
  const star = match(/\*\s*as\s+(\S+)/, rest);
  if (star) out += 'const ' + star[1] + ' = __exports;';
  else if (rest) out += 'const ' + rest + ' = __exports.default;';
  return out + lines;
});

const runFile = async (id, name, source) => {
  try {
    const names = keys(api);
    const make = inScope('(async function (__exports, ' + join(names, ', ') + ') {' + withoutImports(source) + '\n})');
    await make(exported, ...map(names, (key) => api[key]));
  } catch (error) { return outcome(id, name, describeError(error)); }
  if (tests.length === 0) return outcome(id, name, { status: 'error', message: 'There are no tests in this file' });
  for (const { name: title, run, hooks: own } of tests) {
    const full = id + '/' + title;
    try {
      for (const once of own.beforeAll) if (!once.done) { once.done = true; await once.run(); }
      for (const hook of own.before) await hook();
      await run();
      for (const hook of own.after) await hook();
      outcome(full, title, { status: 'passed' });
    } catch (error) { outcome(full, title, describeError(error)); }
  }
};

return {
  setExports: (namespace) => { exported = namespace; },
  ran: () => inScope !== null,
  runCall: (...args) => settle(runCall(...args)),
  runFile: (...args) => settle(runFile(...args)),
  isSettled: () => settled === true,
  /** Lets time pass to the next timer; false when there is none. */
  tick: () => {
    let next = null;
    for (const timer of timers) if (next === null || timer.at < next.at || (timer.at === next.at && timer.id < next.id)) next = timer;
    if (next === null) return false;
    time = Math.max(time, next.at);
    if (next.every) { next.at = time + next.every; next.id = next.id; } else dropTimer(next.id);
    next.run(...next.args);
    return true;
  },
  describe: (error) => stringify(nullProto(describeError(error))),
};
`;
