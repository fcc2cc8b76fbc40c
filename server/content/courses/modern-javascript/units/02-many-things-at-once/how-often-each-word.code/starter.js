function countWords(text) {
  const counts = new Map();
  for (const word of text.split(' ')) {
    counts.set(word, 1);
  }
  return counts;
}
