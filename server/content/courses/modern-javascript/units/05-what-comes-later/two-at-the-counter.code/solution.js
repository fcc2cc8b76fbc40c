async function limited(tasks, limit) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const place = next;
      next += 1;
      results[place] = await tasks[place]();
    }
  };
  const workers = Array.from({ length: Math.min(limit, tasks.length) }, work);
  await Promise.all(workers);
  return results;
}
