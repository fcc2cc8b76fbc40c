import { array, boolean, type infer as Infer, literal, maxLength, object, string, union } from 'zod/mini';

const shortText = string().check(maxLength(500));

/** What a learner can give to a question, by kind. Numbers stay as typed, so that "1,5" can be read again by a better reader. */
export const responseSchema = union([
  object({ kind: literal('multiple_choice'), optionId: string().check(maxLength(40)) }),
  object({ kind: literal('true_false'), value: boolean() }),
  object({ kind: literal('multiple_response'), optionIds: array(string().check(maxLength(40))).check(maxLength(20)) }),
  object({ kind: literal('numeric'), text: shortText }),
  object({ kind: literal('short_text'), text: shortText }),
]);

export type Response = Infer<typeof responseSchema>;
