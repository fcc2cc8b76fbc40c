function missing(expected, present) {
  const here = new Set(present);
  return [...new Set(expected)].filter((name) => !here.has(name));
}
