function reconcile(oldNodes, items, create) {
  const ids = new Set();
  for (const { id } of items) {
    if (ids.has(id)) throw new Error(`two items with the key ${id}`);
    ids.add(id);
  }
  const byKey = new Map(oldNodes.map((node) => [node.key, node]));
  const nodes = items.map((item) => {
    const node = byKey.get(item.id);
    if (!node) return create(item);
    node.item = item;
    return node;
  });
  return { nodes, removed: oldNodes.filter((node) => !ids.has(node.key)) };
}
