function formatPrice(cents) {
  return `${cents}`;
}
