let current = null;

function signal(value) {
  const readers = new Set();
  return {
    get() {
      if (current) {
        readers.add(current);
        current.sources.add(readers);
      }
      return value;
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const reader of [...readers]) reader.again();
    },
  };
}

function effect(run) {
  const self = { sources: new Set(), again };
  let isStopped = false;
  function forget() {
    for (const readers of self.sources) readers.delete(self);
    self.sources.clear();
  }
  function again() {
    if (isStopped) return;
    forget();
    const outer = current;
    current = self;
    try {
      run();
    } finally {
      current = outer;
    }
  }
  again();
  return () => {
    isStopped = true;
    forget();
  };
}
