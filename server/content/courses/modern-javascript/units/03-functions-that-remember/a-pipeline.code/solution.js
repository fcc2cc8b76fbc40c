function pipe(...steps) {
  if (steps.length === 0) return (value) => value;
  const [first, ...others] = steps;
  return (...values) => others.reduce((value, step) => step(value), first(...values));
}
