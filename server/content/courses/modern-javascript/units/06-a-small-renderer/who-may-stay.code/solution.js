function whoMayStay(before, after) {
  const placeBefore = new Map(before.map((key, index) => [key, index]));
  const places = after.map((key) => placeBefore.get(key));
  const length = []; // the longest run that ends here
  const previous = []; // the one before, in that run
  for (let here = 0; here < places.length; here++) {
    length[here] = 1;
    previous[here] = -1;
    for (let there = 0; there < here; there++) {
      if (places[there] < places[here] && length[there] + 1 > length[here]) {
        length[here] = length[there] + 1;
        previous[here] = there;
      }
    }
  }
  const stay = [];
  let at = length.indexOf(Math.max(...length));
  while (at >= 0) {
    stay.unshift(after[at]);
    at = previous[at];
  }
  return stay;
}
