import { number, record, string } from 'zod/mini';
import { defineCollection, type Row } from './define-collection.ts';
import { json, once, perDevice, text } from './fields.ts';

/** Active time of one local day in one course ('none' outside any course). */
export const studyDays = defineCollection('studyDays', {
  fields: {
    /** 'YYYY-MM-DD' of (instant − 4 h) in the device's zone when it happened; never recomputed. */
    localDay: once(text(10)),
    /** A course id, or 'none'. */
    course: once(text(36)),
    /** Milliseconds of activity, by replica. */
    activeMs: perDevice(json<Record<string, number>>(record(string(), number()))),
  },
  key: ['localDay', 'course'],
  localIndexes: ['localDay'],
});

export type StudyDay = Row<typeof studyDays>;
