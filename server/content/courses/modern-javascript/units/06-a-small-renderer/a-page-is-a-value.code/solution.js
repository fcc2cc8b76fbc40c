function h(type, props, ...children) {
  const isShown = (child) => child !== null && child !== undefined && typeof child !== 'boolean';
  return {
    type,
    props: props ?? {},
    children: children
      .flat(Infinity)
      .filter(isShown)
      .map((child) => (typeof child === 'number' ? String(child) : child)),
  };
}
