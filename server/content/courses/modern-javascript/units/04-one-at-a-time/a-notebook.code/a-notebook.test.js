test('add can be chained, and size counts', () => {
  const book = new Notebook().add('milk').add('bread');
  expect(book.size).toBe(2);
  expect(new Notebook().size).toBe(0);
});

test('is visited from the newest note to the oldest', () => {
  expect([...new Notebook().add('one').add('two').add('three')]).toEqual(['three', 'two', 'one']);
  expect([...new Notebook()]).toEqual([]);
});

test('can be taken apart like a list', () => {
  const [latest, before] = new Notebook().add('old').add('newer').add('newest');
  expect([latest, before]).toEqual(['newest', 'newer']);
});

test('can be visited again', () => {
  const book = new Notebook().add('a').add('b');
  expect([[...book], [...book]]).toEqual([
    ['b', 'a'],
    ['b', 'a'],
  ]);
});

test('what is added during a visit waits for the next one', () => {
  const book = new Notebook().add('a').add('b');
  const seen = [];
  for (const note of book) {
    seen.push(note);
    if (seen.length < 10) book.add(`after ${note}`);
  }
  expect(seen).toEqual(['b', 'a']);
  expect(book.size).toBe(4);
});
