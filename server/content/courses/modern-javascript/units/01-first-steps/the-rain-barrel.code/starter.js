function dayItOverflows(capacity, rain) {
  let water = 0;
  for (let day = 1; day < rain.length; day++) {
    water += rain[day];
  }
  return null;
}
