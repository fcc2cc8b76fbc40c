function makeHistory(reduce, initial) {
  let current = initial;
  return {
    state: () => current,
    send(action) {
      current = reduce(current, action);
    },
    undo() {},
    redo() {},
  };
}
