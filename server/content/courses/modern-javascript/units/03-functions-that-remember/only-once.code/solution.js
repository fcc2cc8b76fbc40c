function once(work) {
  let isDone = false;
  let result;
  return (...values) => {
    if (!isDone) {
      result = work(...values);
      isDone = true;
    }
    return result;
  };
}
