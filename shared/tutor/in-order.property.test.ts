import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messages } from '../collections/messages.ts';
import { laterHlc, tickHlc } from '../sync/hlc.ts';
import { newRow } from '../sync/write-row.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { answerIdOf, isQuestionId } from './answer-id.ts';
import { inOrder } from './in-order.ts';

const REPLICAS = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'];
const THREAD = '0190a000-0000-7000-8000-000000000000';
const idOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
type Message = ReturnType<typeof newRow<'messages', (typeof messages)['fields']>>;

/** What a device with a clock of its own says or hears, step by step. */
const histories = fc.record({
  clocks: fc.tuple(...REPLICAS.map(() => fc.integer({ min: 1, max: 4e12 }))),
  steps: fc.array(
    fc.record({
      device: fc.nat(2),
      what: fc.oneof(
        { weight: 3, arbitrary: fc.constant('ask' as const) },
        { weight: 2, arbitrary: fc.constant('hear' as const) },
        fc.constant('answer' as const),
      ),
      wait: fc.nat(5_000),
    }),
    { maxLength: 30 },
  ),
});

/** Plays a history; gives all messages, and for each what its writer had seen. */
const play = ({ clocks, steps }: { clocks: number[]; steps: { device: number; what: string; wait: number }[] }) => {
  const said: Message[] = [];
  const seen = REPLICAS.map(() => new Map<string, Message>());
  const hlc = REPLICAS.map(() => '');
  const before = new Map<string, string[]>();
  for (const { device, what, wait } of steps) {
    clocks[device] = (clocks[device] ?? 0) + wait;
    const own = seen[device] ?? new Map<string, Message>();
    if (what === 'hear') {
      for (const message of said) {
        own.set(message.id, message);
        hlc[device] = laterHlc(hlc[device] ?? '', message.stamps.once ?? '');
      }
      continue;
    }
    const open = [...own.values()].filter(({ id, questionId }) => questionId === null && !own.has(answerIdOf(id)));
    const asked = what === 'answer' ? open[0] : undefined;
    const id = asked ? answerIdOf(asked.id) : idOf(said.length);
    if (said.some((other) => other.id === id)) continue;
    hlc[device] = tickHlc(hlc[device] ?? '', clocks[device] ?? 0, REPLICAS[device] ?? '');
    const role = asked ? 'assistant' : 'user';
    const message = newRow(
      messages,
      { id, threadId: THREAD, role, type: 'text', content: id, questionId: asked?.id ?? null, sentAt: 0 },
      hlc[device] ?? '',
    );
    before.set(id, [...own.keys()]);
    own.set(id, message);
    said.push(message);
  }
  return { said, before };
};
const ids = (list: readonly Message[]) => inOrder(list).map(({ id }) => id);

describe('the order of messages', () => {
  test('is the same on every device, in whatever order they came', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, chance) => {
        const { said } = play(structuredClone(history));
        const shuffled = said.map((message) => ({ message, at: chance.next().value })).sort((a, b) => a.at - b.at);
        expect(ids(shuffled.map(({ message }) => message))).toEqual(ids(said));
      }),
      propertyRuns(200),
    );
  });

  test('has a question after all its writer had seen, whatever the clocks, and an answer right after its question', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { said, before } = play(structuredClone(history));
        const order = ids(said);
        for (const { id, questionId } of said) {
          if (questionId) expect(order.indexOf(id)).toBe(order.indexOf(questionId) + 1);
          else
            for (const earlier of before.get(id) ?? []) expect(order.indexOf(earlier)).toBeLessThan(order.indexOf(id));
        }
      }),
      propertyRuns(200),
    );
  });

  test('never changes for those that were there when another one comes', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { said } = play(structuredClone(history));
        for (let count = 1; count < said.length; count++) {
          const some = said.slice(0, count);
          const known = new Set(some.map(({ id }) => id));
          expect(ids(said).filter((id) => known.has(id))).toEqual(ids(some));
        }
      }),
      propertyRuns(60),
    );
  });

  test('leaves out what is deleted, and the answer to it', () => {
    const row = (n: number, deletedAt: number | null, questionId: string | null = null) =>
      newRow(messages, { id: idOf(n), threadId: THREAD, deletedAt, questionId }, `00000000000${n}-0000-aaaaaaaaaa`);
    expect(ids([row(2, null), row(1, 5), row(3, null), row(4, null, idOf(1))])).toEqual([idOf(2), idOf(3)]);
  });
});

test('an answer has the one id that follows from its question, which is no question’s', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (a, b) => {
      expect(isQuestionId(a)).toBe(true);
      expect(isQuestionId(answerIdOf(a))).toBe(false);
      expect(answerIdOf(a) === answerIdOf(b)).toBe(a === b);
    }),
    propertyRuns(100),
  );
});
