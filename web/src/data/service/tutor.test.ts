import { expect, test } from 'vitest';
import { type LiveEvent, readEvents } from './tutor.ts';

const read = async (bytes: Uint8Array, sizes: number): Promise<LiveEvent[]> => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += sizes) controller.enqueue(bytes.slice(at, at + sizes));
      controller.close();
    },
  });
  const events: LiveEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
};

test('events are read whole however their bytes are cut, and what is none of them is left out', async () => {
  const stream = [
    'data: {"kind":"anew"}',
    ': still here',
    'event: x\ndata: {"kind":"text","text":"é漢 😀\\n"}',
    'data: {"kind":"unknown"}',
    'data: {"kind":"end"}',
    'data: {"kind":"text","text":"cut o',
  ].join('\n\n');
  const bytes = new TextEncoder().encode(stream);
  for (const sizes of [1, 2, 3, 7, bytes.length])
    expect(await read(bytes, sizes)).toEqual([{ kind: 'anew' }, { kind: 'text', text: 'é漢 😀\n' }, { kind: 'end' }]);
});
