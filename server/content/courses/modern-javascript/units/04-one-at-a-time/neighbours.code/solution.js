function* neighbours(items) {
  let hasPrevious = false;
  let previous;
  for (const item of items) {
    if (hasPrevious) yield [previous, item];
    previous = item;
    hasPrevious = true;
  }
}
