function memoize(work) {
  const answers = {};
  return (value) => {
    answers[value] ??= work(value);
    return answers[value];
  };
}
