const QUESTION = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether this may be the id of a question: a UUIDv7, as devices make them. */
export const isQuestionId = (id: string): boolean => QUESTION.test(id);

/**
 * The id of the answer to a question: the question's own, as a UUID of version 8. Whoever answers writes the same row,
 * whatever the retries, processes and devices; and as no question has an id of version 8, it is nothing else's.
 */
export const answerIdOf = (questionId: string): string => `${questionId.slice(0, 14)}8${questionId.slice(15)}`;
