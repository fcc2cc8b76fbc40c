function range(from, to, step = 1) {
  if (step === 0) throw new RangeError('the step must not be 0');
  return {
    [Symbol.iterator]() {
      let current = from;
      return {
        next() {
          const isOver = step > 0 ? current > to : current < to;
          if (isOver) return { done: true, value: undefined };
          const value = current;
          current += step;
          return { done: false, value };
        },
      };
    },
  };
}
