test('shows name and value', () => {
  expect(showReading({ name: 'Cellar', value: 4 })).toBe('Cellar: 4 °C');
});

test('takes zero for the reading that it is', () => {
  expect(showReading({ name: 'Garden', value: 0 })).toBe('Garden: 0 °C');
});

test('says so when there is no reading', () => {
  expect(showReading({ name: 'Attic', value: null })).toBe('Attic: no reading');
  expect(showReading({ name: 'Attic' })).toBe('Attic: no reading');
});

test('has a word for a thermometer without a name', () => {
  expect(showReading({ value: 21 })).toBe('Unnamed: 21 °C');
});

test('stays calm without a thermometer', () => {
  expect(showReading(undefined)).toBe('Unnamed: no reading');
});
