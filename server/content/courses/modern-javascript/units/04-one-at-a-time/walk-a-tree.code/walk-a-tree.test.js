const garden = {
  name: 'garden',
  inside: [
    { name: 'plan.txt' },
    { name: 'beds', inside: [{ name: 'beans.txt' }, { name: 'old', inside: [{ name: 'peas.txt' }] }] },
    { name: 'tools.txt' },
  ],
};

test('gives all files with their paths, in order', () => {
  expect([...paths(garden)]).toEqual([
    'garden/plan.txt',
    'garden/beds/beans.txt',
    'garden/beds/old/peas.txt',
    'garden/tools.txt',
  ]);
});

test('an empty folder has no files', () => {
  expect([...paths({ name: 'empty', inside: [] })]).toEqual([]);
  expect([...paths({ name: 'a', inside: [{ name: 'b', inside: [] }, { name: 'c' }] })]).toEqual(['a/c']);
});

test('can be left early', () => {
  for (const path of paths(garden)) {
    expect(path).toBe('garden/plan.txt');
    break;
  }
});

test('goes deep', () => {
  let folder = { name: 'end.txt' };
  for (let depth = 0; depth < 40; depth++) folder = { name: 'd', inside: [folder] };
  expect([...paths(folder)]).toEqual([`${'d/'.repeat(40)}end.txt`]);
});
