function createComponent(view) {
  const useState = (initial) => {
    let value = initial;
    const set = (next) => {
      value = next;
    };
    return [value, set];
  };
  return { render: () => view(useState) };
}
