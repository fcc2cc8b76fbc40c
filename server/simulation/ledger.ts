import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import type { Device } from './device.ts';

/** A value a learner gave a field, and the one it was put in place of: whoever wrote it had seen that one. */
interface Written {
  /** Null: a job of the service. */
  by: Device | null;
  generation: number;
  value: unknown;
}

/**
 * What was done, kept apart from all the code under test, to be compared with what came of it.
 */
export interface Ledger {
  /** A learner put `value`, unique in this field, in place of `previous`. */
  overwrote(device: Device, field: string, previous: unknown, value: unknown): void;
  /** A job of the service did; `history` is the number of the history it did it in. */
  jobOverwrote(learner: number, field: string, previous: unknown, value: unknown, history: number): void;
  /** A copy of `value` was put back with a stamp the service's time has not reached: given anew, it may win once more. [B6] */
  putBackEarly(learner: number, field: string, value: unknown): void;
  /** A learner added to a counter of this database. */
  counted(device: Device, counter: string, amount: number): void;
  /** A learner typed a word, unique in all, into a text. */
  typed(device: Device, field: string, word: string): void;
  /** A learner took a word that was there out of a text. */
  cut(device: Device, field: string, word: string): void;
  /** What is wrong with a learner's rows as they are now, all devices being at rest; null if nothing. */
  judge(learner: number, rows: ReadonlyMap<string, AnyRow>, history: number): string | null;
}

export const createLedger = (): Ledger => {
  const previousOf = new Map<string, Map<unknown, unknown>>();
  const writes = new Map<string, Written[]>();
  const early = new Map<string, Set<unknown>>();
  const counts = new Map<
    string,
    { by: Device; generation: number; replicaId: string; counter: string; amount: number }
  >();

  const words: { by: Device; generation: number; field: string; word: string; isCut: boolean }[] = [];

  // What a wiped device alone had seen may be lost with it, and what a job did with the history it was part of.
  const survives = ({ by, generation }: Written, history: number) => (by ? by.losses() : history) === generation;
  const write = (field: string, previous: unknown, written: Written) => {
    const known = previousOf.get(field) ?? new Map();
    previousOf.set(field, known.set(written.value, previous));
    writes.set(field, [...(writes.get(field) ?? []), written]);
  };

  const isAncestor = (field: string, ancestor: unknown, of: unknown): boolean => {
    const previous = previousOf.get(field);
    const seen = new Set<unknown>();
    for (let value = previous?.get(of); value !== undefined && !seen.has(value); value = previous?.get(value)) {
      if (value === ancestor) return true;
      seen.add(value);
    }
    return false;
  };

  return {
    overwrote: (device, field, previous, value) =>
      write(`${device.learner}/${field}`, previous, { by: device, generation: device.losses(), value }),
    jobOverwrote: (learner, field, previous, value, history) =>
      write(`${learner}/${field}`, previous, { by: null, generation: history, value }),
    putBackEarly: (learner, field, value) => {
      const id = `${learner}/${field}`;
      early.set(id, (early.get(id) ?? new Set()).add(value));
    },
    counted: (device, counter, amount) => {
      const { replicaId } = device.storage.content().state;
      const id = `${device.name}/${replicaId}/${device.losses()}/${counter}`;
      const before = counts.get(id)?.amount ?? 0;
      counts.set(id, { by: device, generation: device.losses(), replicaId, counter, amount: before + amount });
    },
    typed: (by, field, word) => void words.push({ by, generation: by.losses(), field, word, isCut: false }),
    cut: (by, field, word) => void words.push({ by, generation: by.losses(), field, word, isCut: true }),
    judge: (learner, rows, history) => {
      for (const { by, generation, field, word, isCut } of words) {
        if (by.learner !== learner || by.losses() !== generation) continue;
        const at = field.lastIndexOf('/');
        const reads = textOf((rows.get(field.slice(0, at))?.[field.slice(at + 1)] ?? []) as TypedText);
        // Whoever cut it out may have been wiped since: then either is right.
        const wasCut = words.some((other) => other.isCut && other.word === word && other.field === field);
        if (isCut && reads.includes(word)) return `${by.name} took "${word}" out of ${field}, and it is there again`;
        if (!isCut && !wasCut && !reads.includes(word))
          return `${by.name} typed "${word}" into ${field}, and it is gone`;
      }
      for (const [id, written] of writes) {
        if (!id.startsWith(`${learner}/`)) continue;
        const field = id.slice(2);
        const at = field.lastIndexOf('/');
        const value = rows.get(field.slice(0, at))?.[field.slice(at + 1)];
        if (early.get(id)?.has(value)) continue;
        for (const one of written) {
          if (survives(one, history) && isAncestor(id, value, one.value)) {
            return `${field} is ${value}, which ${one.by?.name ?? 'a job'} had seen and overwritten by ${one.value}`;
          }
        }
      }
      for (const { by, generation, replicaId, counter, amount } of counts.values()) {
        if (by.learner !== learner || by.losses() !== generation) continue;
        const at = counter.lastIndexOf('/');
        const counted = rows.get(counter.slice(0, at))?.[counter.slice(at + 1)] as Record<string, number> | undefined;
        if (counted?.[replicaId] !== amount)
          return `${by.name} counted ${amount} in ${counter}, but it says ${counted?.[replicaId]}`;
      }
      return null;
    },
  };
};
