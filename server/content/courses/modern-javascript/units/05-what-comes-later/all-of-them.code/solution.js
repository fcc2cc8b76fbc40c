function all(promises) {
  return new Promise((resolve, reject) => {
    const results = [];
    let open = 0;
    let index = 0;
    for (const promise of promises) {
      const place = index++;
      open += 1;
      Promise.resolve(promise).then((value) => {
        results[place] = value;
        open -= 1;
        if (open === 0) resolve(results);
      }, reject);
    }
    if (open === 0) resolve(results);
  });
}
