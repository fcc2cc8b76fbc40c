import type { Message } from '../collections/messages.ts';
import { hlcMs } from '../sync/hlc.ts';
import { BIRTH } from '../sync/row.ts';

type Placed = Pick<Message, 'id' | 'questionId' | 'stamps' | 'deletedAt'>;

const birthOf = ({ stamps }: Pick<Placed, 'stamps'>): string => stamps[BIRTH] ?? '';

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const byBirth = (a: Placed, b: Placed): number => compare(birthOf(a), birthOf(b)) || compare(a.id, b.id);

/**
 * A thread's messages in the one order all devices show, whatever their clocks say: questions by the stamp of their
 * birth, which is later than every stamp its device had seen, and each answer right after its question. What is deleted
 * is left out, and so are answers to it. Another message never changes the order of those there were, except that an
 * answer goes to its question.
 */
export const inOrder = <M extends Placed>(messages: readonly M[]): M[] => {
  const gone = new Set(messages.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id));
  const shown = messages.filter(({ id, questionId }) => !gone.has(id) && !(questionId && gone.has(questionId)));
  const questions = new Map(shown.filter(({ questionId }) => questionId === null).map((one) => [one.id, one]));
  const anchorOf = (message: M): M => (message.questionId && questions.get(message.questionId)) || message;
  return shown.toSorted((a, b) => {
    const [x, y] = [anchorOf(a), anchorOf(b)];
    return x === y ? Number(a !== x) - Number(b !== y) || byBirth(a, b) : byBirth(x, y);
  });
};

/** When a message was written, by the clock that all devices agree on; ms. */
export const writtenAt = (message: Pick<Placed, 'stamps'>): number => hlcMs(birthOf(message));
