import { collections } from '@hornbook/shared/collections/index.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL_HEADER, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import { scopeOf } from '../routes/shape.ts';
import { makeTestDevice } from '../testing/test-device.ts';

type Day = ReturnType<typeof dayRow>;

/** A device that pushes without pause and keeps book of what it sent and what was acknowledged. */
export async function makePushingDevice(url: string, replicaId: string, random: () => number) {
  const device = await makeTestDevice({
    request: (path, init) => fetch(url + path, { ...init, signal: AbortSignal.timeout(10_000) }),
  });
  const scope = scopeOf(device.learnerId);
  /** By key: the greatest counter written here, and the greatest the service has acknowledged. */
  const written = new Map<string, number>();
  const acknowledged = new Map<string, number>();
  let epoch: string | null = null;
  let heard = 0;
  let rev = 0;
  let births = 0;

  const write = () => {
    // Half are new rows, half count on in an old one: what is lost and what is doubled both show.
    const old = written.size > 0 && random() < 0.5;
    const number = old ? Math.floor(random() * written.size) : births++;
    const key = `${dayOf(number)}/none`;
    written.set(key, (written.get(key) ?? 0) + 1);
    return key;
  };

  const send = async (keys: readonly string[]): Promise<'acknowledged' | 'again'> => {
    rev += keys.length;
    const sent = keys.map((key) => ({ key, count: written.get(key) ?? 0 }));
    const rows = sent.map(({ key, count }, index) => ({
      collection: 'studyDays',
      key,
      rev: rev - index,
      row: dayRow(key, replicaId, count),
    }));
    const { learnerId } = device;
    const response = await device.post('/sync/push', { protocol: 1, learnerId, replicaId, epoch, heard, rows });
    if (response.headers.get(PROTOCOL_HEADER) === null) throw new Error('This is not the service.');
    if (response.status !== 200) throw new Error(`The push was answered with ${response.status}.`);
    const reply = (await response.json()) as PushReply;
    heard = Math.max(heard, reply.time);
    epoch = reply.epoch;
    if ('retry' in reply) return 'again';
    for (const verdict of reply.verdicts) {
      if (verdict.verdict !== 'accepted') throw new Error(`${verdict.key}: ${verdict.verdict}, ${verdict.message}`);
      const count = sent.find(({ key }) => key === verdict.key)?.count ?? 0;
      acknowledged.set(verdict.key, Math.max(acknowledged.get(verdict.key) ?? 0, count));
    }
    return 'acknowledged';
  };

  /** The whole feed, page by page. */
  const read = async (): Promise<{ key: string; version: number; row: Day }[]> => {
    const lines: { key: string; version: number; row: Day }[] = [];
    for (let query = 'offset=-1'; ; ) {
      const response = await device.get(`/sync/shape?scope=${scope}&${query}`);
      if (response.status !== 200) throw new Error(`The feed was answered with ${response.status}.`);
      const messages = (await response.json()) as { value?: { key: string; version: string; row: string } }[];
      for (const { value } of messages)
        if (value) lines.push({ key: value.key, version: Number(value.version), row: JSON.parse(value.row) as Day });
      if (response.headers.has('electric-up-to-date')) return lines;
      query = `offset=${response.headers.get('electric-offset')}&handle=${response.headers.get('electric-handle')}`;
    }
  };

  return {
    learnerId: device.learnerId,
    written,
    acknowledged,
    claim: async () => {
      const response = await device.post('/auth/claim', await device.claim());
      if (response.status !== 200) throw new Error(`The claim was answered with ${response.status}.`);
    },
    /** Writes and pushes until the service is gone. */
    pushUntilGone: async (isGone: () => boolean) => {
      while (!isGone()) {
        const keys = new Set(Array.from({ length: 1 + Math.floor(random() * 20) }, write));
        try {
          while ((await send([...keys])) === 'again');
        } catch (error) {
          // A killed service answers nothing; whatever else went wrong is a failure of the test.
          if (!isGone()) throw error;
        }
      }
    },
    /** Sends what is not acknowledged, as an outbox does when there is a connection again. */
    pushRest: async () => {
      const rest = [...written].flatMap(([key, count]) => (acknowledged.get(key) === count ? [] : [key]));
      for (let from = 0; from < rest.length; from += 250)
        while ((await send(rest.slice(from, from + 250))) === 'again');
    },
    /** What the service has that it should not have, and the other way round. */
    problems: async (): Promise<string[]> => {
      const found: string[] = [];
      const lines = await read();
      const byKey = new Map(lines.map((line) => [line.key, line]));
      if (byKey.size !== lines.length) found.push('a row is in the feed twice');
      if (new Set(lines.map(({ version }) => version)).size !== lines.length) found.push('a version was given twice');
      for (const [key, count] of acknowledged) {
        const stored = byKey.get(key)?.row.activeMs[replicaId] ?? 0;
        if (stored < count) found.push(`${key}: acknowledged at ${count}, stored at ${stored}`);
      }
      for (const { key, row } of lines) {
        const stored = row.activeMs[replicaId] ?? 0;
        if (stored > (written.get(key) ?? 0)) found.push(`${key}: ${stored} was never written`);
        const whole = dayRow(key, replicaId, stored);
        if (canonicalRow(collections.studyDays, row) !== canonicalRow(collections.studyDays, whole))
          found.push(`${key}: torn, ${JSON.stringify(row)}`);
      }
      return found;
    },
  };
}

const START = Date.UTC(2020, 0, 1);
const dayOf = (number: number) => new Date(START + number * 86_400_000).toISOString().slice(0, 10);

const dayRow = (key: string, replicaId: string, count: number) => {
  const [localDay = '', course = ''] = key.split('/');
  const stamp = formatHlc(START, 0, replicaId);
  const activeMs: Record<string, number> = { [replicaId]: count };
  return { localDay, course, activeMs, stamps: { once: stamp, deletedAt: stamp }, deletedAt: null };
};
