function signal(value) {
  return {
    get: () => value,
    set(next) {
      value = next;
    },
  };
}

function effect(run) {
  run();
  return () => {};
}
