const reduce = (count, action) => {
  if (action === 'more') return count + 1;
  if (action === 'less') return count - 1;
  return count;
};

test('goes on by actions', () => {
  const history = makeHistory(reduce, 10);
  history.send('more');
  history.send('more');
  history.send('less');
  expect(history.state()).toBe(11);
});

test('goes back and forward', () => {
  const history = makeHistory(reduce, 0);
  history.send('more');
  history.send('more');
  history.undo();
  expect(history.state()).toBe(1);
  history.undo();
  expect(history.state()).toBe(0);
  history.redo();
  history.redo();
  expect(history.state()).toBe(2);
});

test('does nothing at the ends', () => {
  const history = makeHistory(reduce, 5);
  history.undo();
  history.redo();
  expect(history.state()).toBe(5);
  history.send('more');
  history.redo();
  expect(history.state()).toBe(6);
});

test('forgets the undone when something new is done', () => {
  const history = makeHistory(reduce, 0);
  history.send('more');
  history.undo();
  history.send('less');
  history.redo();
  expect(history.state()).toBe(-1);
  history.undo();
  expect(history.state()).toBe(0);
});

test('an action that changes nothing is no step', () => {
  const history = makeHistory(reduce, 0);
  history.send('more');
  history.send('wave');
  history.undo();
  expect(history.state()).toBe(0);
});

test('a state may be anything, also undefined', () => {
  const history = makeHistory((_, next) => next, 'first');
  history.send(undefined);
  history.send('third');
  history.undo();
  expect(history.state()).toBe(undefined);
  history.undo();
  expect(history.state()).toBe('first');
});
