function digitSum(number) {
  let sum = 0;
  for (const digit of String(number)) {
    sum += Number(digit);
  }
  return sum;
}
