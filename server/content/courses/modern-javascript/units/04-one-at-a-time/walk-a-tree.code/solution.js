function* paths(entry, prefix = '') {
  const path = prefix + entry.name;
  if (!entry.inside) {
    yield path;
    return;
  }
  for (const inner of entry.inside) {
    yield* paths(inner, `${path}/`);
  }
}
