const h = (type, props, ...children) => ({ type, props: props ?? {}, children: children.flat(Infinity) });

const withoutEnd = new Set(['br', 'hr', 'img', 'input']);
const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text) {
  return String(text).replace(/[&<>"]/g, (character) => names[character]);
}

function attribute([name, value]) {
  if (name === 'key' || typeof value === 'function') return '';
  if (value === false || value === null || value === undefined) return '';
  return value === true ? ` ${name}` : ` ${name}="${escape(value)}"`;
}

function toHtml(node) {
  if (node === null) return '';
  if (typeof node === 'string') return escape(node);
  const { type, props, children } = node;
  if (typeof type === 'function') return toHtml(type({ ...props, children }));
  const start = `<${type}${Object.entries(props).map(attribute).join('')}>`;
  if (withoutEnd.has(type)) return start;
  return `${start}${children.map(toHtml).join('')}</${type}>`;
}
