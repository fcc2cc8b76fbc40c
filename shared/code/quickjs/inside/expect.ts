/** `expect`, which reads like the usual one. */
export const EXPECT = `
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
`;
