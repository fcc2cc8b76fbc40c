function makeHistory(reduce, initial) {
  let past = [];
  let current = initial;
  let future = [];
  return {
    state: () => current,
    send(action) {
      const next = reduce(current, action);
      if (next === current) return;
      past = [...past, current];
      current = next;
      future = [];
    },
    undo() {
      if (past.length === 0) return;
      future = [current, ...future];
      current = past.at(-1);
      past = past.slice(0, -1);
    },
    redo() {
      if (future.length === 0) return;
      past = [...past, current];
      [current, ...future] = future;
    },
  };
}
