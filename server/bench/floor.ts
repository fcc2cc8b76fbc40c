import { startChild } from './child.ts';
import type { Contestant } from './contestant.ts';
import { floorDevice } from './floor-device.ts';
import { floorEditor } from './floor-edits.ts';

const CHUNK_ROWS = 250;

/** The floor on a Postgres database of its own. */
export const startFloor = async (databaseUrl: string): Promise<Contestant> => {
  const child = await startChild('floor', databaseUrl);
  return {
    name: 'floor',
    port: child.port,
    pid: child.pid,
    newLearner: async (port, { chunked = false } = {}) => {
      const origin = `http://127.0.0.1:${port}`;
      await fetch(`${origin}/empty`).then((response) => response.text());
      const chunkRows = chunked ? CHUNK_ROWS : Number.POSITIVE_INFINITY;
      return { device: async (role) => floorDevice(origin, { chunkRows, reads: role === 'reader' }) };
    },
    newEditors: async (port, count) => {
      const origin = `http://127.0.0.1:${port}`;
      await fetch(`${origin}/empty`).then((response) => response.text());
      return Array.from({ length: count }, (_, number) => floorEditor(origin, number));
    },
    stop: child.stop,
  };
};
