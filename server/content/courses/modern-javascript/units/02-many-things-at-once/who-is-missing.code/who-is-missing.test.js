test('names those who are not there', () => {
  expect(missing(['Ana', 'Bo', 'Cem'], ['Bo'])).toEqual(['Ana', 'Cem']);
});

test('is empty when all are there, also with guests', () => {
  expect(missing(['Ana', 'Bo'], ['Bo', 'Dee', 'Ana'])).toEqual([]);
  expect(missing([], ['Bo'])).toEqual([]);
});

test('names each once', () => {
  expect(missing(['Ana', 'Bo', 'Ana'], [])).toEqual(['Ana', 'Bo']);
});

test('manages long lists', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `child ${index}`);
  expect(missing(names, names.toReversed())).toEqual([]);
});
