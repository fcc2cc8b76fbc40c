import { array, type infer as Infer, int, maxLength, nullable, object, enum as oneOf, string } from 'zod/mini';

/** The most a message may have, in UTF-16 code units. */
export const MAX_MESSAGE = 12_000;
/** The most passages that go with a question, and the most of each. */
export const MAX_PASSAGES = 4;
export const MAX_EXCERPT = 1_200;

/** A passage of the learner's own lessons or materials that covers a question, word for word, with where it is from. */
export const passageSchema = object({
  sourceKind: oneOf(['lesson', 'material']),
  sourceId: string().check(maxLength(36)),
  /** Of a lesson: its course. */
  courseId: nullable(string().check(maxLength(36))),
  /** Which passage of its source, from 0: what a link leads to. */
  place: int(),
  /** Of the lesson or the material. */
  title: string().check(maxLength(300)),
  excerpt: string().check(maxLength(MAX_EXCERPT)),
});
export const passagesSchema = array(passageSchema).check(maxLength(MAX_PASSAGES));
export type Passage = Infer<typeof passageSchema>;

/** What the service wrote in answer to a question. A `partial` one was cut off and is taken up again. */
export const tutorAnswerSchema = object({
  state: oneOf(['partial', 'complete']),
  /** Markdown. */
  text: string(),
  model: string(),
  /** When it was stored, ms. */
  at: int(),
});
export type TutorAnswer = Infer<typeof tutorAnswerSchema>;

/** How a question stands with the service: why it has no whole answer yet, and from when on it is asked again. */
export const standingSchema = object({
  state: oneOf(['answered', 'later', 'given-up']),
  /** Of `later`: the learner's own day is used up, everybody's is, or the model's service does not answer. */
  reason: nullable(oneOf(['own-budget', 'all-budget', 'unavailable'])),
  /** Of `later`: ms. */
  until: nullable(int()),
});
export type Standing = Infer<typeof standingSchema>;
