function makeTally() {
  let count = 0;
  return {
    add() {
      count += 1;
    },
    undo() {
      count = Math.max(0, count - 1);
    },
    total() {
      return count;
    },
  };
}
