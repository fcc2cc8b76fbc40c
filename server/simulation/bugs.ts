import { deviceBugs } from './bugs/device-bugs.ts';
import { serviceBugs } from './bugs/service-bugs.ts';

/** Everything that can be planted. */
export const bugs = { ...deviceBugs, ...serviceBugs };

export type BugName = keyof typeof bugs;
