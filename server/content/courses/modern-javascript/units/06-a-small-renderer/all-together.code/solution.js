function mount(view, paint) {
  const cells = [];
  let cursor = 0;
  let isPlanned = false;
  let isStopped = false;

  const useState = (initial) => {
    const place = cursor++;
    if (place === cells.length) cells.push(initial);
    const set = (next) => {
      const value = typeof next === 'function' ? next(cells[place]) : next;
      if (Object.is(value, cells[place])) return;
      cells[place] = value;
      plan();
    };
    return [cells[place], set];
  };

  const render = () => {
    isPlanned = false;
    if (isStopped) return;
    cursor = 0;
    paint(view(useState));
  };

  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    Promise.resolve().then(render);
  };

  render();
  return () => {
    isStopped = true;
  };
}
