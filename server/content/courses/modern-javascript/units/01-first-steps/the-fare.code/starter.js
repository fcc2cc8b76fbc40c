function fare(age) {
  if (age > 6) return 2;
  return 5;
}
