import { createHash } from 'node:crypto';

/** What a request says of the learner it is about: enough to tell two learners apart, too little to be one. */
export const scopeOf = (learnerId: string): string => createHash('sha256').update(learnerId).digest('hex').slice(0, 16);
