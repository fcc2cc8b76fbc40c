test('counts each word', () => {
  expect([...countWords('red blue red red')]).toEqual([
    ['red', 3],
    ['blue', 1],
  ]);
});

test('passes over capital letters and punctuation', () => {
  expect([...countWords('No, no: yes!')]).toEqual([
    ['no', 2],
    ['yes', 1],
  ]);
});

test('knows letters beyond a to z', () => {
  expect([...countWords('Äpfel und äpfel, привет')]).toEqual([
    ['äpfel', 2],
    ['und', 1],
    ['привет', 1],
  ]);
});

test('is not fooled by words that objects know by themselves', () => {
  expect(countWords('constructor').get('constructor')).toBe(1);
});

test('a text without words gives an empty map', () => {
  expect([...countWords('… 42!')]).toEqual([]);
  expect(countWords('') instanceof Map).toBe(true);
});
