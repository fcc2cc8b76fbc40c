const make = (item) => ({ key: item.id, item, cursor: 0 });
const items = (...ids) => ids.map((id) => ({ id, name: `name ${id}` }));

test('makes nodes for new items', () => {
  const { nodes, removed } = reconcile([], items(1, 2), make);
  expect(nodes.map((node) => node.item.name)).toEqual(['name 1', 'name 2']);
  expect(removed).toEqual([]);
});

test('moves the very same nodes', () => {
  const before = reconcile([], items(1, 2, 3), make).nodes;
  before[0].cursor = 42;
  const { nodes } = reconcile(before, items(3, 1, 2), make);
  expect(nodes.map((node) => node.key)).toEqual([3, 1, 2]);
  expect(nodes[1] === before[0]).toBe(true);
  expect(nodes[1].cursor).toBe(42);
});

test('gives a kept node its new item', () => {
  const before = reconcile([], items(1), make).nodes;
  const { nodes } = reconcile(before, [{ id: 1, name: 'renamed' }], make);
  expect(nodes[0].item.name).toBe('renamed');
  expect(nodes[0] === before[0]).toBe(true);
});

test('creates only what is new', () => {
  const before = reconcile([], items(1, 2), make).nodes;
  const created = [];
  reconcile(before, items(2, 3, 1), (item) => {
    created.push(item.id);
    return make(item);
  });
  expect(created).toEqual([3]);
});

test('tells what went away, and leaves the old list alone', () => {
  const before = reconcile([], items(1, 2, 3), make).nodes;
  const { nodes, removed } = reconcile(before, items(2), make);
  expect(nodes.length).toBe(1);
  expect(removed.map((node) => node.key)).toEqual([1, 3]);
  expect(before.map((node) => node.key)).toEqual([1, 2, 3]);
});

test('refuses a key that comes twice', () => {
  let message = 'no error';
  try {
    reconcile([], items(5, 7, 7), make);
  } catch (error) {
    message = error.message;
  }
  expect(message).toBe('two items with the key 7');
});

test('manages long lists', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => index);
  const before = reconcile([], items(...ids), make).nodes;
  const { nodes, removed } = reconcile(before, items(...ids.toReversed()), make);
  expect(nodes[0] === before[4999]).toBe(true);
  expect(removed.length).toBe(0);
});
