const lamp = { item: 'lamp', price: 3000, quantity: 1, paid: true };
const bulb = { item: 'bulb', price: 250, quantity: 4, paid: false };
const wire = { item: 'wire', price: 120, quantity: 10, paid: false };

test('multiplies price and quantity', () => {
  expect(openTotal([bulb])).toBe(1000);
});

test('adds all that is open', () => {
  expect(openTotal([bulb, wire])).toBe(2200);
});

test('leaves out what is paid', () => {
  expect(openTotal([lamp, bulb])).toBe(1000);
  expect(openTotal([lamp])).toBe(0);
});

test('without orders nothing is owed', () => {
  expect(openTotal([])).toBe(0);
});
