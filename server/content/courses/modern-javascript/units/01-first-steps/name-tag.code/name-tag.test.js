test('puts the name into the sentence', () => {
  expect(nameTag('Ada')).toBe('Hello, my name is Ada.');
});

test('works for any name', () => {
  expect(nameTag('Zoë')).toBe('Hello, my name is Zoë.');
  expect(nameTag('Li Wei')).toBe('Hello, my name is Li Wei.');
});

test('leaves out the spaces around the name', () => {
  expect(nameTag('  Ben ')).toBe('Hello, my name is Ben.');
});
