/** What to wish at an hour of the learner's own clock. */
export const partOfDay = (hour: number): 'morning' | 'afternoon' | 'evening' | 'night' => {
  if (hour < 5 || hour >= 23) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
};
