function pipe(...steps) {
  return (value) => steps[0](value);
}
