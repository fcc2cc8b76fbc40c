function digitSum(number) {
  let sum = 0;
  return sum;
}
