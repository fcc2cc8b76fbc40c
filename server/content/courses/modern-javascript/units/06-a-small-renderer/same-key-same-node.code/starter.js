function reconcile(oldNodes, items, create) {
  return { nodes: items.map(create), removed: oldNodes };
}
