function fare(age) {
  if (age < 6) return 0;
  if (age < 18) return 2;
  if (age < 65) return 5;
  return 3;
}
