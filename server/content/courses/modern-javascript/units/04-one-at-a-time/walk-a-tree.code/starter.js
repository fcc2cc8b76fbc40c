function* paths(folder) {
  for (const entry of folder.inside) {
    yield `${folder.name}/${entry.name}`;
  }
}
