function makeEffect(run) {
  let last = null;
  let cleanUp;
  const clean = () => {
    const work = cleanUp;
    cleanUp = undefined;
    if (typeof work === 'function') work();
  };
  return {
    update(deps) {
      if (last !== null && isSame(last, deps)) return;
      clean();
      last = [...deps];
      cleanUp = run(...deps);
    },
    stop() {
      clean();
    },
  };
}

function isSame(a, b) {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
