function createComponent(view) {
  const cells = [];
  let cursor = 0;
  const useState = (initial) => {
    const place = cursor;
    cursor += 1;
    if (place === cells.length) cells.push(typeof initial === 'function' ? initial() : initial);
    const set = (next) => {
      cells[place] = typeof next === 'function' ? next(cells[place]) : next;
    };
    return [cells[place], set];
  };
  return {
    render() {
      cursor = 0;
      return view(useState);
    },
  };
}
