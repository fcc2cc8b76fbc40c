function inOrder(books) {
  return books.toSorted((a, b) => a.year - b.year || compareTexts(a.title, b.title));
}

function compareTexts(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
