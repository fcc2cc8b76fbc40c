function missing(expected, present) {
  return expected.filter((name) => !present.includes(name));
}
