function openTotal(orders) {
  return orders;
}
