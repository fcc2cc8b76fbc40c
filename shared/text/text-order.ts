import { readHeld } from './first-form.ts';
import { cutSpan, type Place, type Span, type Typed, type TypedText } from './typed-text.ts';

/** Characters that are next to each other in the text and in their sitting. */
export interface Stretch extends Span {
  readonly sitting: string;
}

interface Start {
  sitting: string;
  number: number;
}
/** What hangs on a character, besides the one that follows it. */
interface Hanging {
  before: Start[];
  after: Start[];
}
const NOTHING: Hanging = { before: [], after: [] };
interface Frame extends Start {
  /** What hangs before the character has been visited. */
  beforeDone: boolean;
}

const earlier = (a: Start, b: Start): number =>
  a.sitting === b.sitting ? a.number - b.number : a.sitting < b.sitting ? -1 : 1;

/** Which characters hang on which. Of several on the same side the one of the earlier sitting is first. */
export const hangingOf = (typed: Typed): { beginning: Start[]; on: Map<string, Map<number, Hanging>> } => {
  const beginning: Start[] = [];
  const on = new Map<string, Map<number, Hanging>>();
  const listFor = (place: Place): Start[] => {
    if (!place) return beginning;
    const sitting = on.get(place.sitting) ?? new Map<number, Hanging>();
    on.set(place.sitting, sitting);
    const hanging = sitting.get(place.number) ?? { before: [], after: [] };
    sitting.set(place.number, hanging);
    return place.after ? hanging.after : hanging.before;
  };
  for (const id of [...typed.keys()].sort()) {
    const places = typed.get(id)?.places ?? new Map<number, Place>();
    for (const number of [...places.keys()].sort((a, b) => a - b))
      listFor(places.get(number) ?? null).push({ sitting: id, number });
  }
  return { beginning, on };
};

/**
 * All characters, deleted ones too, in the order of the text: what hangs before a character, the character, what hangs
 * after it (a Fugue tree: Weidner and Kleppmann, The Art of the Fugue, 2023). It depends on nothing but the characters.
 */
export const inOrder = (typed: Typed): Stretch[] => {
  const { beginning, on } = hangingOf(typed);
  const numbers = new Map([...on].map(([id, sitting]) => [id, [...sitting.keys()].sort((a, b) => a - b)]));
  const starts = new Map([...typed].map(([id, { places }]) => [id, [...places.keys()].sort((a, b) => a - b)]));
  const stretches: Stretch[] = [];
  const stack: Frame[] = [];
  const visitLater = (list: readonly Start[]) => {
    for (const start of list.toReversed()) stack.push({ ...start, beforeDone: false });
  };
  const emit = (sitting: string, from: number, to: number) => {
    if (to > from) stretches.push(...stretchesOf(typed, sitting, from, to));
  };
  visitLater(beginning);
  for (let frame = stack.pop(); frame; frame = stack.pop()) {
    const { sitting, number, beforeDone } = frame;
    const end = firstFrom(starts.get(sitting) ?? [], number + 1) ?? typed.get(sitting)?.length ?? 0;
    const at = firstFrom(numbers.get(sitting) ?? [], number) ?? end;
    if (at >= end) {
      emit(sitting, number, end);
      continue;
    }
    emit(sitting, number, at);
    const { before, after } = on.get(sitting)?.get(at) ?? NOTHING;
    if (before.length > 0 && !(beforeDone && at === number)) {
      stack.push({ sitting, number: at, beforeDone: true });
      visitLater(before);
      continue;
    }
    emit(sitting, at, at + 1);
    const next = at + 1 < end ? [{ sitting, number: at + 1 }] : [];
    visitLater([...after, ...next].sort(earlier));
  }
  return stretches;
};

/** The first of these ascending numbers that is not less than `least`. */
const firstFrom = (numbers: readonly number[], least: number): number | undefined => {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
};

const stretchesOf = (typed: Typed, sitting: string, from: number, to: number): Stretch[] => {
  const spans = typed.get(sitting)?.spans ?? [];
  let low = 0;
  for (let high = spans.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle] as Span).from <= from) low = middle;
    else high = middle - 1;
  }
  const found: Stretch[] = [];
  for (let span = spans[low]; span && span.from < to; low += 1, span = spans[low]) {
    found.push({ sitting, ...cutSpan(span, Math.max(from, span.from), Math.min(to, span.from + span.length)) });
  }
  return found;
};

/** What is to be read; nothing of what is not a text. */
export const textOf = (value: TypedText): string => {
  const typed = readHeld(value);
  return typed
    ? inOrder(typed)
        .map(({ text }) => text ?? '')
        .join('')
    : '';
};
