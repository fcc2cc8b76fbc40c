function dayItOverflows(capacity, rain) {
  let water = 0;
  for (const [index, amount] of rain.entries()) {
    water += amount;
    if (water > capacity) return index + 1;
  }
  return null;
}
