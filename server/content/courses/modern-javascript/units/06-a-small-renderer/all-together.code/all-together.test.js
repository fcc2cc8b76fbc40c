const start = () => {
  const painted = [];
  const app = {};
  app.stop = mount(
    (useState) => {
      const [count, setCount] = useState(0);
      const [name, setName] = useState('birds');
      app.add = () => setCount((old) => old + 1);
      app.setCount = setCount;
      app.setName = setName;
      return `${count} ${name}`;
    },
    (picture) => painted.push(picture),
  );
  return { app, painted };
};
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await null;
};

test('paints the first picture at once', () => {
  expect(start().painted).toEqual(['0 birds']);
});

test('paints again after a change, but not at once', async () => {
  const { app, painted } = start();
  app.add();
  expect(painted).toEqual(['0 birds']);
  await settle();
  expect(painted).toEqual(['0 birds', '1 birds']);
});

test('paints once, however much was changed', async () => {
  const { app, painted } = start();
  app.add();
  app.add();
  app.setName('owls');
  await settle();
  expect(painted).toEqual(['0 birds', '2 owls']);
});

test('and again after the next change', async () => {
  const { app, painted } = start();
  app.add();
  await settle();
  app.add();
  await settle();
  expect(painted).toEqual(['0 birds', '1 birds', '2 birds']);
});

test('the same value again paints nothing', async () => {
  const { app, painted } = start();
  app.setCount(0);
  app.setName('birds');
  await settle();
  expect(painted).toEqual(['0 birds']);
});

test('a stopped app paints no more, not even what was planned', async () => {
  const { app, painted } = start();
  app.add();
  app.stop();
  await settle();
  app.setName('owls');
  await settle();
  expect(painted).toEqual(['0 birds']);
});

test('two apps live side by side', async () => {
  const [one, two] = [start(), start()];
  one.app.add();
  await settle();
  expect([one.painted, two.painted]).toEqual([['0 birds', '1 birds'], ['0 birds']]);
});

test('a view may set something while it is rendered', async () => {
  const painted = [];
  mount(
    (useState) => {
      const [width, setWidth] = useState(1);
      if (width < 3) setWidth(width + 1);
      return width;
    },
    (picture) => painted.push(picture),
  );
  await settle();
  expect(painted).toEqual([1, 2, 3]);
});
