test('keeps what is set', () => {
  expect(readSettings({ size: 20, theme: 'dark' })).toEqual({ size: 20, theme: 'dark', unknown: [] });
});

test('fills in what is missing', () => {
  expect(readSettings({})).toEqual({ size: 16, theme: 'light', unknown: [] });
  expect(readSettings({ size: 12 })).toEqual({ size: 12, theme: 'light', unknown: [] });
});

test('a size of 0 is a size', () => {
  expect(readSettings({ size: 0 }).size).toBe(0);
});

test('names the fields it does not know', () => {
  expect(readSettings({ theme: 'dark', colour: 'red', speed: 2 }).unknown).toEqual(['colour', 'speed']);
});

test('works with no settings at all', () => {
  expect(readSettings()).toEqual({ size: 16, theme: 'light', unknown: [] });
});
