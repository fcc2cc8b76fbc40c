/** What a program finds around it: console, input, timers, dates and chance. Nothing else is there. */
export const SURROUNDINGS = String.raw`
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
`;
