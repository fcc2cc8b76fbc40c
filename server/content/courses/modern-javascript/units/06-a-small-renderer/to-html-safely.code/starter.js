const h = (type, props, ...children) => ({ type, props: props ?? {}, children: children.flat(Infinity) });

function toHtml(node) {
  if (typeof node === 'string') return node;
  const inner = node.children.map(toHtml).join('');
  return `<${node.type}>${inner}</${node.type}>`;
}
