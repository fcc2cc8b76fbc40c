async function limited(tasks, limit) {
  return Promise.all(tasks.map((task) => task()));
}
