const emma = { title: 'Emma', year: 1815 };
const middlemarch = { title: 'Middlemarch', year: 1871 };
const iliad = { title: 'Iliad', year: -750 };
const daisy = { title: 'Daisy', year: 1871 };
const annals = { title: 'Annals', year: 117 };

test('sorts by year, as numbers', () => {
  expect(inOrder([emma, annals, iliad])).toEqual([iliad, annals, emma]);
});

test('sorts books of one year by title', () => {
  expect(inOrder([middlemarch, daisy, emma])).toEqual([emma, daisy, middlemarch]);
});

test('leaves the given list as it was', () => {
  const shelf = [emma, annals];
  const sorted = inOrder(shelf);
  expect(shelf).toEqual([emma, annals]);
  expect(sorted === shelf).toBe(false);
});
