function mount(view, paint) {
  const cells = [];
  let cursor = 0;
  const useState = (initial) => {
    const place = cursor++;
    if (place === cells.length) cells.push(initial);
    const set = (next) => {
      cells[place] = typeof next === 'function' ? next(cells[place]) : next;
    };
    return [cells[place], set];
  };
  paint(view(useState));
  return () => {};
}
