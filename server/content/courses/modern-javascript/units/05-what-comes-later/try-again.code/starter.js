async function retry(task, times) {
  try {
    return task();
  } catch (error) {
    return task();
  }
}
