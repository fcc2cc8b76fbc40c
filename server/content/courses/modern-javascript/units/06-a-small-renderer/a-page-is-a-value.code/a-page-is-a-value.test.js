test('describes an element', () => {
  expect(h('p', { id: 'hello' }, 'Hi')).toEqual({ type: 'p', props: { id: 'hello' }, children: ['Hi'] });
});

test('elements stand in elements', () => {
  expect(h('p', {}, 'Hi ', h('b', null, 'Mira'))).toEqual({
    type: 'p',
    props: {},
    children: ['Hi ', { type: 'b', props: {}, children: ['Mira'] }],
  });
});

test('props and children may be missing', () => {
  expect(h('hr')).toEqual({ type: 'hr', props: {}, children: [] });
  expect(h('hr', null)).toEqual({ type: 'hr', props: {}, children: [] });
});

test('lists of children are laid out flat', () => {
  const items = ['a', 'b'].map((name) => h('li', null, name));
  expect(h('ul', null, items).children.length).toBe(2);
  expect(h('p', null, ['a', ['b', ['c']]], 'd').children).toEqual(['a', 'b', 'c', 'd']);
});

test('what is not there is not shown, but zero is', () => {
  const count = 0;
  expect(h('p', null, null, undefined, false, true, count, '').children).toEqual(['0', '']);
});
