function memoize(work) {
  const answers = new Map();
  return (value) => {
    if (!answers.has(value)) answers.set(value, work(value));
    return answers.get(value);
  };
}
