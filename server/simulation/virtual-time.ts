/** A clock that only moves from one event to the next: a simulated hour takes as long as what happens in it. */
export interface VirtualTime {
  /** Milliseconds since the history began. */
  now(): number;
  at(delayMs: number, run: () => void): void;
  sleep(ms: number): Promise<void>;
  /** Runs events in order until `done` or until `limitMs` have passed; says whether it was done. */
  run(done: () => boolean, limitMs: number): Promise<boolean>;
}

interface Event {
  time: number;
  /** Events at the same time run in the order they were made. */
  order: number;
  run: () => void;
}

const before = (a: Event, b: Event): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/** `atWork` gives what something outside virtual time (a database) is still busy with, and must be waited for. */
export const createVirtualTime = (atWork: () => Promise<void> | null = () => null): VirtualTime => {
  const heap: Event[] = [];
  let time = 0;
  let made = 0;

  const at = (delayMs: number, run: () => void): void => {
    // One event without a time would spoil the order of all.
    if (Number.isNaN(delayMs)) throw new Error('Nothing can happen at no time.');
    made += 1;
    heap.push({ time: time + Math.max(0, Math.round(delayMs)), order: made, run });
    for (let index = heap.length - 1; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!before(heap[index] as Event, heap[parent] as Event)) break;
      swap(heap, index, parent);
      index = parent;
    }
  };

  const take = (): Event => {
    const first = heap[0] as Event;
    const last = heap.pop() as Event;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      let least = index;
      if (left < heap.length && before(heap[left] as Event, heap[least] as Event)) least = left;
      if (left + 1 < heap.length && before(heap[left + 1] as Event, heap[least] as Event)) least = left + 1;
      if (least === index) return first;
      swap(heap, index, least);
      index = least;
    }
  };

  return {
    now: () => time,
    at,
    sleep: (ms) => new Promise((resolve) => at(ms, resolve)),
    run: async (done, limitMs) => {
      const end = time + limitMs;
      // What was set going just now has yet to say when it wants to go on.
      await turn();
      while (!done()) {
        const next = heap[0];
        if (!next || next.time > end) {
          time = end;
          return done();
        }
        take();
        time = next.time;
        next.run();
        // Everything an event sets going without waiting for another event is done after one turn of the loop.
        await turn();
        for (let work = atWork(); work; work = atWork()) {
          await work;
          await turn();
        }
      }
      return true;
    },
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const swap = (heap: Event[], a: number, b: number): void => {
  const one = heap[a] as Event;
  heap[a] = heap[b] as Event;
  heap[b] = one;
};
