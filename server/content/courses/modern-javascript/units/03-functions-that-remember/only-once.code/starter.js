function once(work) {
  let result;
  return (...values) => {
    if (!result) result = work(...values);
    return result;
  };
}
