function whoMayStay(before, after) {
  return after.filter((key, index) => before[index] === key);
}
