/**
 * What stands in a fresh QuickJS before the learner's program: console, timers, `test`, `expect` and the code that runs
 * a test. It is text because it runs inside, where none of our modules are. It keeps what it needs of the built-ins
 * before the program can change them, and time in it is pretended, so that every run of a program is the same.
 */
export const HARNESS = String.raw`(function (host) {
'use strict';
const { Object, Array, Map, Set, Promise, Error, String, Number, JSON, Math, Symbol, RegExp, Function } = globalThis;
const RealDate = Date;
const call = Function.prototype.call, bind = Function.prototype.bind;
const uncurry = bind.bind(call);
const has = uncurry(Object.prototype.hasOwnProperty);
const tag = uncurry(Object.prototype.toString);
const then = uncurry(Promise.prototype.then);
const push = uncurry(Array.prototype.push), join = uncurry(Array.prototype.join), slice = uncurry(Array.prototype.slice);
const map = uncurry(Array.prototype.map), shift = uncurry(Array.prototype.shift), splice = uncurry(Array.prototype.splice);
const sub = uncurry(String.prototype.slice), split = uncurry(String.prototype.split), trim = uncurry(String.prototype.trim);
const match = uncurry(RegExp.prototype.exec), replace = uncurry(String.prototype.replace);
const includes = uncurry(String.prototype.includes);
const mapForEach = uncurry(Map.prototype.forEach), setForEach = uncurry(Set.prototype.forEach);
const mapGet = uncurry(Map.prototype.get), mapHas = uncurry(Map.prototype.has), setHas = uncurry(Set.prototype.has);
const setAdd = uncurry(Set.prototype.add), setDelete = uncurry(Set.prototype.delete);
const dateTime = uncurry(RealDate.prototype.getTime), dateText = uncurry(RealDate.prototype.toISOString);
const mapSize = uncurry(Object.getOwnPropertyDescriptor(Map.prototype, 'size').get);
const setSize = uncurry(Object.getOwnPropertyDescriptor(Set.prototype, 'size').get);
const { keys, getPrototypeOf, is, getOwnPropertySymbols, defineProperty } = Object;
const { isArray } = Array;
const stringify = JSON.stringify;
const indirectEval = globalThis.eval;
const print = host.print, report = host.report;

/* ---------- how values look ---------- */
const quote = (text) => {
  const json = stringify(text);
  return "'" + replace(sub(json, 1, -1), /\\"|'/g, (found) => (found === "'" ? "\\'" : '"')) + "'";
};
const show = (value, depth = 0, above = []) => {
  if (typeof value === 'string') return quote(value.length > 2000 ? sub(value, 0, 2000) + '…' : value);
  if (typeof value === 'bigint') return value + 'n';
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return value.name ? '[function ' + String(value.name) + ']' : '[function]';
  if (value === null || typeof value !== 'object') return is(value, -0) ? '-0' : String(value);
  for (let at = 0; at < above.length; at++) if (above[at] === value) return '[circular]';
  const kind = sub(tag(value), 8, -1);
  if (depth > 4) return isArray(value) ? '[…]' : '{…}';
  const inner = slice(above);
  push(inner, value);
  const one = (item) => show(item, depth + 1, inner);
  const list = (open, items, close) => (items.length === 0 ? open + close : open + ' ' + join(items, ', ') + ' ' + close);
  const most = 60;
  const cut = (items, length) => { if (length > most) push(items, '… ' + (length - most) + ' more'); return items; };
  if (value instanceof Error) return '[' + nameOf(value) + ': ' + String(value.message) + ']';
  if (isArray(value)) {
    const items = [];
    for (let at = 0; at < value.length && at < most; at++) push(items, at in value ? one(value[at]) : 'empty');
    return '[' + join(cut(items, value.length), ', ') + ']';
  }
  if (value instanceof Map) {
    const items = [];
    mapForEach(value, (item, key) => { if (items.length < most) push(items, one(key) + ' => ' + one(item)); });
    return list('Map {', cut(items, mapSize(value)), '}');
  }
  if (value instanceof Set) {
    const items = [];
    setForEach(value, (item) => { if (items.length < most) push(items, one(item)); });
    return list('Set {', cut(items, setSize(value)), '}');
  }
  if (value instanceof RealDate) return is(dateTime(value), NaN) ? 'Invalid Date' : dateText(value);
  if (kind === 'RegExp') return String(value);
  if (kind === 'Promise') return '[promise]';
  if (kind === 'Number' || kind === 'String' || kind === 'Boolean') return '[' + kind + ' ' + String(value) + ']';
  if (typeof value.length === 'number' && /Array$/.test(kind)) {
    return kind + ' [' + join(map(slice(value, 0, most), String), ', ') + ']';
  }
  const owner = getPrototypeOf(value);
  const name = owner && has(owner, 'constructor') && owner.constructor !== Object ? String(owner.constructor.name) + ' ' : '';
  const names = keys(value);
  const items = map(slice(names, 0, most), (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)) + ': ' + one(value[key]));
  return list(name + '{', cut(items, names.length), '}');
};
const safely = (make, fallback) => { try { return make(); } catch (error) { return fallback; } };
const display = (value) => safely(() => show(value), '[something that can’t be shown]');
const nameOf = (error) => safely(() => String(error.name || 'Error'), 'Error');

/* ---------- what goes wrong ---------- */
class Mismatch extends Error {}
const lineIn = (stack) => {
  // The program's own lines; what is evaluated within it for a test has none.
  const lines = split(String(stack), '\n');
  for (let at = 0; at < lines.length; at++) {
    const found = match(/program\.js:(\d+)/, lines[at]);
    if (found && !includes(lines[at], '<eval>')) return Number(found[1]);
  }
};
const describeError = (error) => safely(() => {
  if (error instanceof Mismatch) return { status: 'failed', message: error.message, expected: error.expected, got: error.got };
  if (error === null || typeof error !== 'object' || !('message' in error)) return { status: 'error', message: 'Threw ' + display(error) };
  const name = nameOf(error), message = String(error.message);
  const inner = name === 'InternalError';
  const status = inner && message === 'out of memory' ? 'memory' : (inner || name === 'RangeError') && message.includes('stack') ? 'stack' : 'error';
  return { status, message: name + ': ' + message, line: lineIn(error.stack) };
}, { status: 'error', message: 'Threw something that can’t be shown' });

/* ---------- equality ---------- */
const equal = (a, b, loose, pairs = []) => {
  if (is(a, b) || (loose && a === b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  for (let at = 0; at < pairs.length; at++) if (pairs[at][0] === a) return pairs[at][1] === b;
  const within = slice(pairs);
  push(within, [a, b]);
  const same = (x, y) => equal(x, y, loose, within);
  const kind = tag(a);
  if (kind !== tag(b)) return false;
  if (isArray(a) || /Array\]$/.test(kind)) {
    if (a.length !== b.length) return false;
    for (let at = 0; at < a.length; at++) if (!same(a[at], b[at])) return false;
    return true;
  }
  if (a instanceof Error) return nameOf(a) === nameOf(b) && a.message === b.message;
  if (a instanceof RealDate) return is(dateTime(a), dateTime(b));
  if (kind === '[object RegExp]') return String(a) === String(b);
  if (a instanceof Map) {
    if (mapSize(a) !== mapSize(b)) return false;
    let all = true;
    mapForEach(a, (value, key) => { all = all && mapHas(b, key) && same(value, mapGet(b, key)); });
    return all;
  }
  if (a instanceof Set) {
    if (setSize(a) !== setSize(b)) return false;
    let all = true;
    setForEach(a, (value) => {
      let found = setHas(b, value);
      if (!found) setForEach(b, (other) => { found = found || same(value, other); });
      all = all && found;
    });
    return all;
  }
  if (/^\[object (Number|String|Boolean)\]$/.test(kind)) return String(a) === String(b);
  if (kind === '[object Promise]' || kind === '[object WeakMap]') return false;
  if (!loose && getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  // As usual: a property that is undefined equals one that is not there, unless it is asked strictly.
  const present = (value) => { const names = []; for (const key of keys(value)) if (!loose || value[key] !== undefined) push(names, key); return names; };
  const names = present(a);
  if (names.length !== present(b).length) return false;
  for (let at = 0; at < names.length; at++) if (!has(b, names[at]) || !same(a[names[at]], b[names[at]])) return false;
  return true;
};
const contains = (whole, part) => {
  if (part === null || typeof part !== 'object' || isArray(part)) return equal(whole, part, true);
  if (whole === null || typeof whole !== 'object') return false;
  for (const key of keys(part)) if (!(key in whole) || !contains(whole[key], part[key])) return false;
  return true;
};

/* ---------- expect ---------- */
const mismatch = (message, expected, got) => {
  const error = new Mismatch(message);
  error.expected = expected;
  error.got = got;
  return error;
};
const thrownBy = (run) => { try { run(); } catch (error) { return { error }; } return null; };
const throwsLike = (error, wanted) => {
  if (wanted === undefined) return true;
  const message = error && typeof error === 'object' ? String(error.message) : String(error);
  if (typeof wanted === 'string') return includes(message, wanted);
  if (wanted instanceof RegExp) return match(wanted, message) !== null;
  if (typeof wanted === 'function') return error instanceof wanted;
  return message === String(wanted && wanted.message);
};
const wantedError = (wanted) => wanted === undefined ? 'an error' : typeof wanted === 'function' ? String(wanted.name) : wanted instanceof Error ? display(wanted) : 'an error about ' + display(wanted);
const at = (value, path) => {
  const steps = isArray(path) ? path : split(String(path), '.');
  let inner = value;
  for (const step of steps) {
    if (inner === null || inner === undefined || !(step in Object(inner))) return { found: false };
    inner = inner[step];
  }
  return { found: true, value: inner };
};
const number = (value) => typeof value === 'number' || typeof value === 'bigint';
/** Each says whether it holds, and in words what was wanted. */
const matchers = {
  toBe: (got, want) => [is(got, want), display(want)],
  toEqual: (got, want) => [equal(got, want, true), display(want)],
  toStrictEqual: (got, want) => [equal(got, want, false), display(want)],
  toBeCloseTo: (got, want, digits = 2) => [got === want || Math.abs(got - want) < Math.pow(10, -digits) / 2, 'close to ' + display(want)],
  toBeTruthy: (got) => [!!got, 'something truthy'],
  toBeFalsy: (got) => [!got, 'something falsy'],
  toBeNull: (got) => [got === null, 'null'],
  toBeUndefined: (got) => [got === undefined, 'undefined'],
  toBeDefined: (got) => [got !== undefined, 'something defined'],
  toBeNaN: (got) => [is(got, NaN), 'NaN'],
  toBeGreaterThan: (got, want) => [number(got) && got > want, 'more than ' + display(want)],
  toBeGreaterThanOrEqual: (got, want) => [number(got) && got >= want, 'at least ' + display(want)],
  toBeLessThan: (got, want) => [number(got) && got < want, 'less than ' + display(want)],
  toBeLessThanOrEqual: (got, want) => [number(got) && got <= want, 'at most ' + display(want)],
  toBeInstanceOf: (got, want) => [got instanceof want, 'an instance of ' + String(want.name)],
  toContain: (got, want) => {
    if (typeof got === 'string') return [includes(got, want), 'something with ' + display(want)];
    for (const item of got) if (is(item, want)) return [true, 'something with ' + display(want)];
    return [false, 'something with ' + display(want)];
  },
  toContainEqual: (got, want) => {
    for (const item of got) if (equal(item, want, true)) return [true, 'something with ' + display(want)];
    return [false, 'something with ' + display(want)];
  },
  toHaveLength: (got, want) => [got != null && got.length === want, 'a length of ' + display(want)],
  toHaveProperty: (got, path, ...value) => {
    const there = at(got, path);
    return [there.found && (value.length === 0 || equal(there.value, value[0], true)), 'a property ' + display(path) + (value.length ? ' that is ' + display(value[0]) : '')];
  },
  toMatch: (got, want) => [typeof want === 'string' ? includes(String(got), want) : match(new RegExp(want.source, replace(want.flags, /[gy]/g, '')), String(got)) !== null, 'something like ' + display(want)],
  toMatchObject: (got, want) => [contains(got, want), display(want)],
  toThrow: (got, want) => {
    if (typeof got !== 'function') return [false, 'a function that throws ' + wantedError(want)];
    const thrown = thrownBy(got);
    return [thrown !== null && throwsLike(thrown.error, want), wantedError(want), thrown ? 'it threw ' + display(thrown.error) : 'nothing was thrown'];
  },
};
matchers.toThrowError = matchers.toThrow;
const judge = (name, negated, got, given) => {
  const [holds, wanted, said] = matchers[name](got, ...given);
  if (holds !== negated) return;
  throw mismatch('expect(…).' + (negated ? 'not.' : '') + name, (negated ? 'not ' : '') + wanted, said || display(got));
};
const expectation = (got, negated) => {
  const made = {};
  for (const name of keys(matchers)) made[name] = (...given) => judge(name, negated, got, given);
  return made;
};
// The value is asked for only when a matcher is: a function must not be called just because somebody expects something of it.
const later = (give, negated, wanted) => {
  const made = {};
  for (const name of keys(matchers)) {
    made[name] = (...given) => then(new Promise((done) => done(give())),
      (value) => { if (wanted === 'rejects') throw mismatch('expect(…).rejects', 'a promise that is rejected', 'it gave ' + display(value)); judge(name, negated, value, given); },
      (error) => { if (wanted === 'resolves') throw error; judge(name, negated, name === 'toThrow' || name === 'toThrowError' ? () => { throw error; } : error, given); });
  }
  return made;
};
const expect = (got) => {
  const made = expectation(got, false);
  made.not = expectation(got, true);
  made.resolves = later(() => got, false, 'resolves');
  made.resolves.not = later(() => got, true, 'resolves');
  made.rejects = later(() => (typeof got === 'function' ? got() : got), false, 'rejects');
  return made;
};

/* ---------- test ---------- */
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

/* ---------- what the program finds around it ---------- */
const define = (name, value) => defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
const line = (args) => {
  const texts = map(args, (value) => (typeof value === 'string' ? value : display(value)));
  return join(texts, ' ');
};
let indent = '';
const write = (level) => (...args) => { print(level, indent === '' ? line(args) : indent + replace(line(args), /\n/g, '\n' + indent)); };
const log = write('log'), fail = write('error');
const console = { log, info: log, debug: log, table: log, dir: log, warn: fail, error: fail, trace: fail };
console.assert = (holds, ...args) => { if (!holds) fail('Assertion failed' + (args.length ? ':' : ''), ...args); };
console.group = (...args) => { if (args.length) log(...args); indent += '  '; };
console.groupEnd = () => { indent = sub(indent, 2); };
const counts = {};
console.count = (label = 'default') => { counts[label] = (has(counts, label) ? counts[label] : 0) + 1; log(label + ': ' + counts[label]); };
console.time = console.timeEnd = console.timeLog = () => {};
define('console', console);
const inputLines = host.input === '' ? [] : split(replace(host.input, /\n$/, ''), '\n');
define('readLine', () => (inputLines.length > 0 ? shift(inputLines) : null));

// Time passes when somebody waits or asks for it, never by itself.
let time = 1767225600000, sequence = 0;
const timers = [];
const addTimer = (run, delay, every, args) => {
  const wait = Number(delay) > 0 ? Math.floor(Number(delay)) : 0;
  const timer = { id: ++sequence, at: time + wait, run, args, every: every ? (wait > 0 ? wait : 1) : 0 };
  push(timers, timer);
  return timer.id;
};
const dropTimer = (id) => { for (let index = 0; index < timers.length; index++) if (timers[index].id === id) { splice(timers, index, 1); return; } };
define('setTimeout', (run, delay, ...args) => addTimer(run, delay, false, args));
define('setInterval', (run, delay, ...args) => addTimer(run, delay, true, args));
define('clearTimeout', dropTimer);
define('clearInterval', dropTimer);
define('queueMicrotask', (run) => { then(Promise.resolve(), () => run()); });
define('structuredClone', (value) => {
  const known = new Map();
  const set = uncurry(Map.prototype.set);
  const copy = (from) => {
    if (typeof from === 'function' || typeof from === 'symbol') throw new TypeError(display(from) + ' could not be cloned');
    if (from === null || typeof from !== 'object') return from;
    if (mapHas(known, from)) return mapGet(known, from);
    if (from instanceof RealDate) return new RealDate(dateTime(from));
    if (from instanceof RegExp) return new RegExp(from.source, from.flags);
    const to = isArray(from) ? [] : from instanceof Map ? new Map() : from instanceof Set ? new Set() : {};
    set(known, from, to);
    if (from instanceof Map) mapForEach(from, (value, key) => { set(to, copy(key), copy(value)); });
    else if (from instanceof Set) setForEach(from, (value) => { setAdd(to, copy(value)); });
    else for (const key of keys(from)) to[key] = copy(from[key]);
    return to;
  };
  return copy(value);
});
class PretendDate extends RealDate {
  constructor(...args) { if (args.length === 0) super(++time); else super(...args); }
  static now() { return ++time; }
}
defineProperty(PretendDate, 'name', { value: 'Date' });
define('Date', PretendDate);
define('performance', { now: () => ++time - 1767225600000 });
let seed = 42;
Math.random = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
const imul = Math.imul; Math.imul = imul;

// The program hands over a way to evaluate in its own scope, when it has run to its end.
let inScope = null, exported = {};
define('__scope', (evaluate) => { inScope = evaluate; delete globalThis.__scope; });

/* ---------- running ---------- */
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
})`;
