function h(type, props, ...children) {
  return { type, props, children };
}
