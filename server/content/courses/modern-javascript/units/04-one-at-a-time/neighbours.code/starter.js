function* neighbours(items) {
  for (const item of items) {
    yield [item, item];
  }
}
