import type { AnyRow, Collection } from '../../collections/define-collection.ts';
import { laterHlc } from '../hlc.ts';
import { mergeRows } from '../merge.ts';
import type { QuarantineEntry } from '../ports.ts';
import { BIRTH, emptyRow, planOf } from '../row.ts';
import { latestStamp } from '../stamps.ts';
import type { EngineContext } from './context.ts';
import { enqueue } from './outbox.ts';

type Refused = Pick<QuarantineEntry, 'fields' | 'stamps'>;

/** Splits a row into the named fields and the rest, which is null when nothing is left to be a row. [P4] */
export const setAside = (
  collection: Collection,
  row: AnyRow,
  names: readonly string[],
): { refused: Refused; rest: AnyRow | null } => {
  const plan = planOf(collection);
  const refused: Refused = { fields: {}, stamps: {} };
  const rest: AnyRow = { ...row, stamps: { ...row.stamps } };
  const empty = emptyRow(collection);
  // `once` fields are one group: they come and go together, with the stamp of the birth.
  const births = plan.once.some(({ name }) => names.includes(name));
  const gone = new Set(names);
  if (births) for (const { name } of plan.once) gone.add(name);
  for (const name of gone) {
    const rule = plan.byName.get(name)?.field.rule;
    if (name !== 'deletedAt' && (rule === undefined || rule === 'server')) continue;
    refused.fields[name] = row[name] ?? null;
    rest[name] = empty[name] ?? null;
    move(row, rest, refused, name);
  }
  if (births) move(row, rest, refused, BIRTH);
  const left = plan.single.some(({ name }) => !gone.has(name)) || !births;
  return { refused, rest: left ? rest : null };
};

const move = (row: AnyRow, rest: AnyRow, refused: Refused, name: string): void => {
  const stamp = row.stamps[name];
  if (stamp === undefined) return;
  refused.stamps[name] = stamp;
  delete rest.stamps[name];
};

/** Merges refused fields back into their row and sends it again, for instance to a newer server. [P4] */
export const retryQuarantined = (
  { storage, clock, collections }: Pick<EngineContext, 'storage' | 'clock' | 'collections'>,
  id: string,
): Promise<boolean> =>
  storage.write(async (tx) => {
    const entry = (await tx.quarantine()).find((one) => one.id === id);
    const collection = entry && collections[entry.collection];
    if (!entry || !collection) return false;
    const state = { ...(await tx.state()) };
    const [local] = await tx.rows(entry.collection, [entry.key]);
    const refused: AnyRow = { ...emptyRow(collection), ...entry.fields, stamps: entry.stamps };
    const row = local ? mergeRows(collection, local.row, refused) : refused;
    const { collection: name, key } = entry;
    await tx.putRows([{ version: 0, epoch: null, pass: 0, ...local, collection: name, key, row }]);
    state.hlc = laterHlc(state.hlc, latestStamp(collection, row));
    await enqueue(tx, state, [entry], clock.now());
    await tx.putState(state);
    await tx.deleteQuarantine([id]);
    return true;
  });

/** Drops refused fields for good; the row itself does not change. [P4] */
export const discardQuarantined = ({ storage }: Pick<EngineContext, 'storage'>, id: string): Promise<void> =>
  storage.write((tx) => tx.deleteQuarantine([id]));
