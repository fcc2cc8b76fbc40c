import {
  MAX_MESSAGE,
  type Passage,
  passagesSchema,
  type Standing,
  standingSchema,
  type TutorAnswer,
  tutorAnswerSchema,
} from '../tutor/tutor-answer.ts';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, json, nullable, once, oneOf, server, text, uuid } from './fields.ts';

/**
 * One thing said in a thread. What the service's tutor says is in `answer`; `content` holds what a learner wrote, or what
 * the model of a device's own browser answered. An answer's id follows from its question's, so there is one to each.
 */
export const messages = defineCollection('messages', {
  fields: {
    id: once(uuid),
    threadId: once(uuid),
    role: once(oneOf('user', 'assistant')),
    /** Of a question `explanation` asks to be explained; `code` is or has a program. */
    type: once(oneOf('text', 'code', 'explanation')),
    /** Markdown. */
    content: once(text(MAX_MESSAGE)),
    /** Of an answer: what it answers. */
    questionId: once(nullable(uuid)),
    /** Of a question: what the learner's own lessons and materials say of it; null where nobody looked. */
    passages: once(nullable(json<Passage[]>(passagesSchema))),
    /** Of an answer made on a device: the model's name. */
    model: once(nullable(text(120))),
    sentAt: once(bigint),
    /** Of an answer of the service's tutor; written by the service alone. */
    answer: server(nullable(json<TutorAnswer>(tutorAnswerSchema))),
    /** Of a question: how it stands with the service; null until it was looked at. */
    standing: server(nullable(json<Standing>(standingSchema))),
  },
  key: ['id'],
  localIndexes: ['threadId', 'questionId'],
});

export type Message = Row<typeof messages>;
