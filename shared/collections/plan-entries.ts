import { defineCollection, type Row } from './define-collection.ts';
import { bigint, integer, latest, min, nullable, once, oneOf, text } from './fields.ts';

/**
 * What a learner did to an entry of a day's plan. The plan itself is a fold and never stored: a row is written only for
 * an entry that was started, ticked off, skipped or moved, and its key is what the fold calls it on every device.
 */
export const planEntries = defineCollection('planEntries', {
  fields: {
    localDay: once(text(10)),
    kind: once(oneOf('cards', 'attempt', 'skill', 'lesson', 'quiz', 'mixed')),
    /** A lesson, an activity, an attempt, a skill; 'due' for the cards that are due. */
    target: once(text(73)),
    /** What it was planned to take: a plan whose costs change never grows over what was begun. */
    minutes: once(integer),
    /** A started entry never vanishes from its day, whatever is said of it later. */
    startedAt: min(nullable(bigint)),
    /** `open` takes the others back. */
    state: latest(oneOf('open', 'done', 'skipped', 'moved')),
    /** The local day it was moved to. */
    movedTo: latest(nullable(text(10))),
  },
  key: ['localDay', 'kind', 'target'],
  localIndexes: ['localDay', 'movedTo'],
});

export type PlanEntryRow = Row<typeof planEntries>;
