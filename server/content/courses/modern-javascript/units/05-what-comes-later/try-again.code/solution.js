async function retry(task, times) {
  let lastError;
  for (let call = 1; call <= times; call++) {
    try {
      return await task();
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}
