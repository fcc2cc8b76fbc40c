function openTotal(orders) {
  return orders
    .filter((order) => !order.paid)
    .map((order) => order.price * order.quantity)
    .reduce((sum, amount) => sum + amount, 0);
}
