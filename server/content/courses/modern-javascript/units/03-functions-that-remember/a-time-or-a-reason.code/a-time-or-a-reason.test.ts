test('reads times', () => {
  expect(parseTime('07:30')).toEqual({ ok: true, minutes: 450 });
  expect(parseTime('00:00')).toEqual({ ok: true, minutes: 0 });
  expect(parseTime('23:59')).toEqual({ ok: true, minutes: 1439 });
});

test('says what is not a time', () => {
  for (const text of ['', 'noon', '7:30', '07.30', '07:30:00', ' 07:30', '-1:00', '07:3a']) {
    expect(parseTime(text)).toEqual({ ok: false, reason: 'not a time' });
  }
});

test('says which times do not exist', () => {
  for (const text of ['24:00', '12:60', '99:99']) {
    expect(parseTime(text)).toEqual({ ok: false, reason: 'out of range' });
  }
});

test('puts both into words', () => {
  expect(describeTime(parseTime('07:30'))).toBe('450 minutes after midnight');
  expect(describeTime(parseTime('late'))).toBe('Sorry: not a time');
  expect(describeTime(parseTime('24:00'))).toBe('Sorry: out of range');
});
