function range(from, to, step = 1) {
  return {
    [Symbol.iterator]() {
      return {
        next() {
          return { done: true, value: undefined };
        },
      };
    },
  };
}
