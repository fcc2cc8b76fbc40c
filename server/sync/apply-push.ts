import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { changedFields, changingStamp, mergeRows } from '@hornbook/shared/sync/merge.ts';
import {
  LEAD_MS,
  PROTOCOL,
  type PushedRow,
  type PushReply,
  type PushRequest,
  type Verdict,
} from '@hornbook/shared/sync/protocol.ts';
import { isServerOnly, planOf } from '@hornbook/shared/sync/row.ts';
import { isTooLarge } from '@hornbook/shared/sync/row-size.ts';
import { upcastRow } from '@hornbook/shared/sync/upcast.ts';
import {
  type BadField,
  isRowShaped,
  TOO_LARGE,
  unknownFields,
  validateKey,
  validateRow,
} from '@hornbook/shared/sync/validate.ts';
import { isOfShape } from './is-of-shape.ts';
import type {
  ContentIndex,
  LearnerStore,
  LoadedContent,
  NewRows,
  ServerRow,
  StoreNew,
  WithLearner,
} from './learner-store.ts';

export interface PushContext {
  readonly withLearner: WithLearner;
  /** A quicker way for rows that are all new; without it, or where it finds one that is not, they are taken apart. */
  readonly storeNew?: StoreNew;
  readonly content: ContentIndex;
  readonly collections: Readonly<Record<string, Collection>>;
  /** The service's time, ms. */
  now(): number;
}

/** [P6] Rejections carry whole rows; what finds no room in the reply gets no verdict and is sent again. */
const REJECTIONS_BYTES = 64 * 1024;

/** A pushed row on its way to a verdict, with what it would be merged into. */
interface Judging {
  pushed: PushedRow;
  collection: Collection;
  stored: ServerRow | undefined;
  /** What comes of it if nothing is stored under its key, worked out before the learner is locked. */
  ifNew: { verdict: Verdict | null; row: AnyRow };
}
type Readable = Pick<Judging, 'pushed' | 'collection'>;

/**
 * The server's side of a push, in one transaction of one learner. [S1]
 *
 *   other epoch ──────────────► retry epoch  ┐
 *   a stamp beyond the lead ──► retry time   ┴ nothing applied
 *   each row: unknown names ──► wait · bad values ──► rejected · nothing new ──► accepted · else merged, written, accepted
 */
export const applyPush = async (
  { withLearner, storeNew, content, collections, now }: PushContext,
  learnerId: string,
  request: PushRequest,
): Promise<PushReply> => {
  const readable: Readable[] = [];
  const byForm: Verdict[] = [];
  for (const pushed of request.rows) {
    const collection = Object.hasOwn(collections, pushed.collection) ? collections[pushed.collection] : undefined;
    const verdict = collection ? judgeForm(pushed, collection) : unknownCollection(pushed);
    if (verdict) byForm.push(verdict);
    else if (collection) readable.push({ pushed: { ...pushed, row: upcastRow(collection, pushed.row) }, collection });
  }
  // Content is only ever added, so it may be loaded before the learner is locked.
  const loaded = await content.load(readable.map(({ pushed }) => pushed));
  // Most rows of a large push are new, and while their learner is locked the next push waits.
  const received = now();
  const prepared = readable.map((row) => ({ ...row, ifNew: prepareNew(row, loaded, received) }));
  const allNew = storeNew && newRowsOf(request, prepared);
  const stored = allNew && (await storeNew(learnerId, allNew));
  if (stored?.kind === 'epoch') return { protocol: PROTOCOL, epoch: stored.epoch, time: now(), retry: 'epoch' };
  if (allNew && stored?.kind === 'stored') {
    const verdicts = [...byForm, ...prepared.map(({ pushed, ifNew }) => ifNew.verdict ?? accept(pushed))];
    return { protocol: PROTOCOL, epoch: allNew.epoch, time: now(), verdicts: withinRoom(verdicts) };
  }
  return withLearner(learnerId, async (store): Promise<PushReply> => {
    const time = now();
    const head = { protocol: PROTOCOL, epoch: store.epoch, time } as const;
    if (request.epoch !== store.epoch) return { ...head, retry: 'epoch' };
    if (request.rows.length === 0) return { ...head, verdicts: [] };

    const verdicts = [...byForm];
    const toWrite = new Map<Collection, Judging[]>();
    for (const [collection, rows] of byCollection(prepared)) {
      const keys = rows.map(({ pushed }) => pushed.key);
      const stored = await store.rows(collection.name, keys);
      const writable: Judging[] = [];
      for (const row of rows) {
        const known = stored.get(row.pushed.key);
        const one = { ...row, stored: known && { ...known, row: upcastRow(collection, known.row) } };
        const verdict = one.stored ? judge(one, loaded) : one.ifNew.verdict;
        if (verdict) verdicts.push(verdict);
        else writable.push(one);
      }
      // [C2] Depends on the message alone, so that a late copy of it is refused as well, now and for ever.
      const tooLate = (one: Judging) =>
        hlcMs(changingStamp(collection, one.stored?.row, one.pushed.row)) > request.heard + LEAD_MS;
      if (writable.some(tooLate)) return { ...head, retry: 'time' };
      if (writable.length > 0) toWrite.set(collection, writable);
    }
    for (const [collection, judged] of toWrite)
      verdicts.push(...(await write(store, loaded, collection, judged, time)));
    await store.sawReplica(request.replicaId, Math.max(...request.rows.map(({ rev }) => rev)));
    return { ...head, verdicts: withinRoom(verdicts) };
  });
};

/** What the push comes to if all it names is new, worked out before the learner is locked; null if that can't be said. */
const newRowsOf = (
  { epoch, replicaId, heard, rows: pushed }: PushRequest,
  prepared: readonly Omit<Judging, 'stored'>[],
): NewRows | null => {
  const taken = prepared.filter(({ ifNew }) => ifNew.verdict === null);
  const names = new Set(prepared.map(({ collection, pushed: { key } }) => `${collection.name}/${key}`));
  // The same key twice is merged first; and whether the push comes too early is said with nothing written. [C2]
  const plain =
    names.size === prepared.length &&
    taken.every(
      ({ collection, pushed: { row } }) => hlcMs(changingStamp(collection, undefined, row)) <= heard + LEAD_MS,
    );
  if (epoch === null || taken.length === 0 || !plain) return null;
  return {
    epoch,
    replicaId,
    rev: Math.max(...pushed.map(({ rev }) => rev)),
    named: prepared.map(({ collection, pushed: { key } }) => ({ collection: collection.name, key })),
    rows: [...byCollection(taken)].map(([{ name }, some]) => ({
      collection: name,
      rows: some.map(({ pushed: { key }, ifNew: { row } }) => ({ key, row })),
    })),
  };
};

/** What can be said of a row without looking at anything else. */
const judgeForm = (pushed: PushedRow, collection: Collection): Verdict | null => {
  const { row, key } = pushed;
  if (!isRowShaped(row) || isServerOnly(collection)) {
    return reject(pushed, collection, undefined, [
      { field: '', code: 'shape', message: 'This is not for a device to write.' },
    ]);
  }
  // [P5] Newer than this service: it may know the name one day, so the row waits and blocks nothing.
  const unknown = unknownFields(collection, row);
  if (unknown.length > 0) return wait(pushed, 'unknown-field', `This service does not know ${unknown.join(', ')} yet.`);
  const badKey = validateKey(collection, key, row);
  return badKey.length > 0 ? reject(pushed, collection, undefined, badKey) : null;
};

const unknownCollection = (pushed: PushedRow): Verdict =>
  wait(pushed, 'unknown-collection', `This service does not know ${pushed.collection} yet.`);

const prepareNew = (row: Readable, loaded: LoadedContent, received: number): Judging['ifNew'] => {
  const verdict = judge({ ...row, stored: undefined }, loaded);
  const { pushed, collection } = row;
  return { verdict, row: verdict ? pushed.row : withServerFields(collection, pushed.row, loaded, received) };
};

const withServerFields = (collection: Collection, row: AnyRow, loaded: LoadedContent, received: number): AnyRow => {
  const { server } = planOf(collection);
  if (server.length === 0) return row;
  const fields = loaded.serverFields(collection.name, row, received);
  const taken = { ...row };
  for (const { name } of server) taken[name] = (fields[name] === undefined ? row[name] : fields[name]) ?? null;
  return taken;
};

/** What can be said of a row before it is written; null if it should be. */
const judge = ({ pushed, collection, stored }: Omit<Judging, 'ifNew'>, loaded: LoadedContent): Verdict | null => {
  const { row } = pushed;
  for (const { name } of planOf(collection).server) {
    if (row[name] !== undefined && row[name] !== null) {
      return reject(pushed, collection, stored, [
        { field: name, code: 'type', message: 'only the service writes this' },
      ]);
    }
  }
  // [S3] What is stored already is not judged again, or a rule that has become stricter would refuse it for ever.
  const changed = stored ? changedFields(collection, stored.row, row) : undefined;
  if (changed?.length === 0) return accept(pushed);
  const missing = loaded.unknown(collection.name, row);
  if (missing) return wait(pushed, 'unknown-content', missing);
  const bad = validateRow(collection, row, changed, isOfShape);
  if (isTooLarge(collection, row) && !(stored && isTooLarge(collection, stored.row))) bad.push(TOO_LARGE);
  return bad.length > 0 ? reject(pushed, collection, stored, bad) : null;
};

/** Merges and writes rows of one collection; when that fails, row by row, so that one bad row holds up no other. [P6] */
const write = async (
  store: LearnerStore,
  loaded: LoadedContent,
  collection: Collection,
  judged: readonly Judging[],
  time: number,
): Promise<Verdict[]> => {
  const rows = new Map<string, AnyRow>();
  for (const { pushed, stored, ifNew } of judged) {
    // The same key twice in a batch: the second is merged into the first.
    const before = rows.get(pushed.key) ?? stored?.row;
    const merged = before ? mergeRows(collection, before, pushed.row) : pushed.row;
    // [S2] A merge that changes nothing writes nothing.
    if (merged === before) continue;
    rows.set(pushed.key, before ? withServerFields(collection, merged, loaded, time) : ifNew.row);
  }
  const all = [...rows].map(([key, row]) => ({ key, row }));
  const together = await store.savepoint(() => store.putRows(collection.name, all));
  if (together.ok) return judged.map(({ pushed }) => accept(pushed));
  const failed = new Set<string>();
  for (const one of all) {
    const alone = await store.savepoint(() => store.putRows(collection.name, [one]));
    if (!alone.ok) failed.add(one.key);
  }
  return judged.map(({ pushed }) =>
    failed.has(pushed.key)
      ? wait(pushed, 'failed', 'The service could not store this. It will be sent again.')
      : accept(pushed),
  );
};

const head = ({ collection, key, rev }: PushedRow) => ({ collection, key, rev });
const accept = (pushed: PushedRow): Verdict => ({ ...head(pushed), verdict: 'accepted' });
const wait = (pushed: PushedRow, code: string, message: string): Verdict => ({
  ...head(pushed),
  verdict: 'wait',
  code,
  message,
});

/** Refuses the bad fields; without a stored row to fall back on, a bad required field refuses all of them. [P4] */
const reject = (
  pushed: PushedRow,
  collection: Collection,
  stored: ServerRow | undefined,
  bad: readonly BadField[],
): Verdict => {
  const plan = planOf(collection);
  const names = new Set(bad.map(({ field }) => field));
  const whole =
    bad.some(({ code }) => code === 'key' || code === 'shape') || plan.once.some(({ name }) => names.has(name));
  const required = plan.fields.some(({ name, required: needed }) => needed && names.has(name));
  const pushable = plan.fields.filter(({ field }) => field.rule !== 'server').map(({ name }) => name);
  let fields = [...names];
  if (!stored && (whole || required)) fields = [...pushable, 'deletedAt'];
  else if (bad.some(({ field }) => field === '')) fields = [...pushable, 'deletedAt'];
  else if (plan.once.some(({ name }) => names.has(name))) {
    // `once` fields are one group and fall together.
    fields = [...new Set([...fields, ...plan.once.map(({ name }) => name)])];
  }
  const [first] = bad;
  return {
    ...head(pushed),
    verdict: 'rejected',
    code: first?.code ?? 'shape',
    message: bad.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; '),
    fields,
    row: stored?.row ?? null,
    version: stored?.version ?? 0,
  };
};

const withinRoom = (verdicts: readonly Verdict[]): Verdict[] => {
  let bytes = 0;
  return verdicts.filter((verdict) => {
    if (verdict.verdict !== 'rejected') return true;
    const size = JSON.stringify(verdict).length;
    const fits = bytes === 0 || bytes + size <= REJECTIONS_BYTES;
    if (fits) bytes += size;
    return fits;
  });
};

const byCollection = <Row extends Readable>(rows: readonly Row[]): Map<Collection, Row[]> => {
  const groups = new Map<Collection, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.collection);
    if (group) group.push(row);
    else groups.set(row.collection, [row]);
  }
  return groups;
};
