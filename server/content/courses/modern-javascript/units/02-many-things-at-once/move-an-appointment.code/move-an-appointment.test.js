const dentist = { id: 7, what: 'Dentist', time: '09:30' };
const lunch = { id: 8, what: 'Lunch with Mira', time: '12:00' };
const calendar = [dentist, lunch];

test('moves the appointment', () => {
  expect(reschedule(calendar, 7, '10:15')).toEqual([
    { id: 7, what: 'Dentist', time: '10:15' },
    { id: 8, what: 'Lunch with Mira', time: '12:00' },
  ]);
});

test('changes neither the list nor the appointment that was given', () => {
  reschedule(calendar, 7, '11:00');
  expect(calendar).toEqual([
    { id: 7, what: 'Dentist', time: '09:30' },
    { id: 8, what: 'Lunch with Mira', time: '12:00' },
  ]);
});

test('keeps the very same objects where nothing changes', () => {
  const moved = reschedule(calendar, 7, '10:15');
  expect(moved[1] === lunch).toBe(true);
  expect(moved[0] === dentist).toBe(false);
});

test('an unknown id changes nothing', () => {
  expect(reschedule(calendar, 99, '10:15')).toEqual(calendar);
});
