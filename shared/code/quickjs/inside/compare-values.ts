/** When two values are the same: as the usual `toEqual` and `toStrictEqual` have it. */
export const COMPARE_VALUES = String.raw`
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
`;
