let count = 0;

function makeTally() {
  return {
    add() {
      count += 1;
    },
    undo() {
      count -= 1;
    },
    total() {
      return count;
    },
  };
}
