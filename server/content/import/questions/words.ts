import type { Change, FileNote, Refusal, Unreadable } from '@hornbook/shared/import/imported.ts';

/* What the import says on the command line. */

const THINGS = {
  options: 'options',
  pairs: 'pairs',
  items: 'items',
  answers: 'answers',
  gaps: 'gaps',
  others: 'texts that belong to nothing',
};

export const describeRefusal = (refusal: Refusal): string => {
  switch (refusal.code) {
    case 'broken':
      return `it breaks the rules of its format: ${refusal.detail}`;
    case 'kind':
      return `there is no such kind of question here: ${refusal.kind}`;
    case 'not-a-question':
      return 'it is a text to read, not a question';
    case 'no-right-answer':
      return 'no answer of it is right';
    case 'several-right':
      return 'each of several answers would be right by itself; here one is, or several are together';
    case 'too-few':
      return `it has too few ${THINGS[refusal.what]}`;
    case 'too-many':
      return `it has more than ${refusal.most} ${THINGS[refusal.what]}`;
    case 'missing-media':
      return `it shows what is not in the file, or in no form that can be shown here: ${refusal.names.join(', ')}`;
    case 'answer-too-long':
      return `its answer is too long to type (more than ${refusal.most} characters, or several lines)`;
    case 'gap':
      return `its gap ${refusal.words} can't be written in a text`;
    case 'empty-page':
      return 'nothing is written on it';
    case 'retired':
      return 'it was taken out of its course';
    case 'nowhere':
      return 'what it stands in is not taken';
    case 'no-course-file':
      return 'it is no file of a course';
    case 'unfit':
      return `it doesn't fit here: ${refusal.detail}`;
  }
};

export const describeChange = (change: Change): string => {
  switch (change.code) {
    case 'partial-credit-left-out':
      return 'an answer that earned a part of the points earns none';
    case 'pattern-left-out':
      return `the pattern ${change.pattern} is left out`;
    case 'further-answer-left-out':
      return `another right answer, ${change.answer}, is left out`;
    case 'feedback-left-out':
      return 'feedback that has no place here is left out';
    case 'hints-left-out':
      return `${change.count} of its hints are left out: five are as many as a question may have here`;
    case 'media-left-out':
      return `left out: ${change.names.join(', ')}`;
    case 'alt-missing':
      return `say what is to be seen on ${change.names.join(', ')}: now the name of the file stands there`;
    case 'heard-missing':
      return `say what is to be heard in ${change.names.join(', ')}: now the name of the file stands there`;
    case 'explanation-made':
      return 'it had no explanation; one that only says what is right was made, write a better one';
    case 'gap-details-left-out':
      return 'what its gaps said beside their answers is left out';
    case 'links-left-out':
      return `links to other parts of the package are words now: ${change.names.join(', ')}`;
    case 'key-points-made':
      return 'what to keep in mind was made of its headings or first sentences; write it better';
    case 'scoring-changed':
      return 'its right answers counted differently; here they count the same';
    case 'fields-left-out':
      return `no place for ${change.names.join(', ')}`;
    case 'cards-left-out':
      return `asked in one direction only; ${change.count} more of its cards are left out`;
  }
};

export const describeUnreadable = (reason: Unreadable): string => {
  switch (reason.code) {
    case 'unknown-format':
      return 'is in no format known here; known are GIFT, Moodle XML, QTI 1.2 to 3.0, Common Cartridge and Anki packages';
    case 'too-large':
      return `holds more than can be read at once (${reason.most})`;
    case 'broken':
      return `can't be read: ${reason.detail}`;
    case 'hostile':
      return `is refused: ${reason.detail}`;
    case 'empty':
      return 'holds no question';
  }
};

export const describeNote = ({ code, count }: FileNote): string => {
  switch (code) {
    case 'reviews-left-out':
      return `${count} answers given to these cards are left where they are: they are somebody's own, and a course is for everybody`;
    case 'files-left-out':
      return `${count} files are left out: no text shows them`;
    case 'order-left':
      return `${count} parts stand in other places in the file, and stay where they are`;
  }
};
