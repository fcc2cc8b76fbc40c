/** How values look to whoever reads them: as they are written, and never longer than one would read. */
export const SHOW_VALUES = String.raw`
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
`;
