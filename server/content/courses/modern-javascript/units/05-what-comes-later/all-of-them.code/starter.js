async function all(promises) {
  const results = [];
  for (const promise of promises) {
    results.push(promise);
  }
  return results;
}
