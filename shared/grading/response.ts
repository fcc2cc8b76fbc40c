import { array, boolean, type infer as Infer, literal, maxLength, nullable, object, string, union } from 'zod/mini';
import { codeRunSchema, MAX_SOURCE } from '../code/code-run.ts';
import { takeSchema } from '../pronunciation/take.ts';

const shortText = string().check(maxLength(500));
const id = string().check(maxLength(40));

/** What a learner can give to a question, by kind. Numbers stay as typed, so that "1,5" can be read again by a better reader. */
export const responseSchema = union([
  object({ kind: literal('multiple_choice'), optionId: id }),
  object({ kind: literal('true_false'), value: boolean() }),
  object({ kind: literal('multiple_response'), optionIds: array(id).check(maxLength(20)) }),
  object({ kind: literal('numeric'), text: shortText }),
  object({ kind: literal('short_text'), text: shortText }),
  /** From first to last. */
  object({ kind: literal('ordering'), optionIds: array(id).check(maxLength(20)) }),
  object({ kind: literal('matching'), pairs: array(object({ optionId: id, choiceId: id })).check(maxLength(20)) }),
  /** `text` is what was typed, or the id of the chosen option. */
  object({ kind: literal('cloze'), gaps: array(object({ id, text: shortText })).check(maxLength(20)) }),
  /** `run` is what the tests said of exactly this source where it was written; null until they ran. */
  object({ kind: literal('code'), source: string().check(maxLength(MAX_SOURCE)), run: nullable(codeRunSchema) }),
  /** What came of the recording where it was made, or what was written in its place. */
  object({ kind: literal('speak'), take: nullable(takeSchema), written: nullable(shortText) }),
]);

export type Response = Infer<typeof responseSchema>;
/** What is given to one kind of question. */
export type ResponseOf<K extends Response['kind']> = Extract<Response, { kind: K }>;
