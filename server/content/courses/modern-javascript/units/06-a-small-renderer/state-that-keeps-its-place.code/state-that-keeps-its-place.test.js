const counter = (useState) => {
  const [count, setCount] = useState(0);
  return { text: `${count} birds`, add: () => setCount(count + 1) };
};

test('begins with the initial value', () => {
  expect(createComponent(counter).render().text).toBe('0 birds');
});

test('keeps what was set for the next rendering', () => {
  const component = createComponent(counter);
  component.render().add();
  expect(component.render().text).toBe('1 birds');
  component.render().add();
  expect(component.render().text).toBe('2 birds');
});

test('has as many cells as it needs, by their order', () => {
  const component = createComponent((useState) => {
    const [name, setName] = useState('Mira');
    const [age, setAge] = useState(9);
    return { text: `${name}, ${age}`, setName, setAge };
  });
  component.render().setAge(10);
  expect(component.render().text).toBe('Mira, 10');
  component.render().setName('Ben');
  expect(component.render().text).toBe('Ben, 10');
});

test('a value that was set to undefined is not initial again', () => {
  const component = createComponent((useState) => {
    const [value, set] = useState('start');
    return { value, set };
  });
  component.render().set(undefined);
  expect(component.render().value).toBe(undefined);
});

test('computes from the stored value, not from the one that was shown', () => {
  const component = createComponent((useState) => {
    const [count, setCount] = useState(0);
    return { count, addTwice: () => [1, 2].forEach(() => setCount((old) => old + 1)) };
  });
  component.render().addTwice();
  expect(component.render().count).toBe(2);
});

test('works out an initial value once', () => {
  let calls = 0;
  const component = createComponent((useState) => {
    const [list] = useState(() => {
      calls += 1;
      return ['a'];
    });
    return list;
  });
  expect(component.render()).toEqual(['a']);
  expect(component.render()).toEqual(['a']);
  expect(calls).toBe(1);
});

test('two components do not share', () => {
  const [one, two] = [createComponent(counter), createComponent(counter)];
  one.render().add();
  expect([one.render().text, two.render().text]).toEqual(['1 birds', '0 birds']);
});
