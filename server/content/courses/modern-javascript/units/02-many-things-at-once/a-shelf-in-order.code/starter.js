function inOrder(books) {
  return books.sort();
}
