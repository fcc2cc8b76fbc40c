function makeEffect(run) {
  return {
    update(deps) {
      run(...deps);
    },
    stop() {},
  };
}
