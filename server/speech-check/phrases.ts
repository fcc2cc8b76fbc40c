/** What is said in the check: everyday phrases of about one to two seconds, some of them alike. */
export const phrases = [
  'Good morning.',
  'Good evening.',
  'How are you today?',
  'Nice to meet you.',
  'What is your name?',
  'Where are you from?',
  'See you tomorrow.',
  'Thank you very much.',
  'I would like a cup of coffee.',
  'How much does it cost?',
  'Can I pay by card?',
  'Could we meet on Thursday?',
];

/** Voices a learner is compared with, as in a course, and voices nobody has heard before. */
export const referenceVoices = ['en-us', 'en-gb+f3', 'en-us+f2', 'en-gb-x-rp'];
export const strangers = [
  'en-gb',
  'en-gb-scotland',
  'en-029',
  'en-gb-x-gbclan',
  'en-gb-x-gbcwmd',
  'en-us+f1',
  'en-us+f4',
  'en-us+m3',
  'en-us+m7',
  'en-us+klatt4',
  'en-us+Annie',
];
