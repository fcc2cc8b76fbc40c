/** `test`, `describe` and their hooks: what a file of tests registers, to be run afterwards. */
export const REGISTER_TESTS = `
const tests = [], around = [], names = [];
let hooks = { before: [], after: [], beforeAll: [] };
const test = (name, run) => { push(tests, { name: join([...names, String(name)], ' › '), run, hooks }); };
const fill = (name, row, index) => {
  let given = 0;
  return replace(replace(String(name), /%#/g, String(index)), /%[sdifjop]/g, () => { const value = row[given++]; return typeof value === 'string' ? value : display(value); });
};
const each = (register) => (rows) => (name, run) => { let index = 0; for (const row of rows) { const args = isArray(row) ? row : [row]; register(fill(name, args, index++), () => run(...args)); } };
test.each = each(test);
test.only = test;
test.skip = () => {};
test.todo = () => {};
const describe = (name, run) => {
  push(names, String(name));
  const outer = hooks;
  hooks = { before: slice(outer.before), after: slice(outer.after), beforeAll: slice(outer.beforeAll) };
  try { run(); } finally { names.length -= 1; hooks = outer; }
};
describe.each = each(describe);
describe.only = describe;
describe.skip = () => {};
const beforeEach = (run) => { push(hooks.before, run); };
const afterEach = (run) => { push(hooks.after, run); };
const beforeAll = (run) => { push(hooks.beforeAll, { run, done: false }); };
const afterAll = () => {};
const api = { test, it: test, xtest: test, xit: test, describe, expect, beforeEach, afterEach, beforeAll, afterAll };
`;
