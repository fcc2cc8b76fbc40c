function inOrder(tasks) {
  return Promise.all(tasks.map((task) => task()));
}
