import { makeOwnBundle } from '@hornbook/shared/bundle/make-bundle.ts';
import { NO_CONTACT } from '@hornbook/shared/bundle/payload.ts';
import { type CollectionName, collections } from '@hornbook/shared/collections/index.ts';
import type { PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { isServerOnly, keyOf, rowToWire } from '@hornbook/shared/sync/row.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { now } from '../clock.ts';
import { toCsv } from '../export/csv.ts';
import { ownFiles } from '../export/own-files.ts';
import { type EverythingRead, readEverything } from '../export/read-everything.ts';
import { xapiFile } from '../export/xapi-file.ts';
import { toZip } from '../export/zip.ts';
import { bundleMaker } from '../hand-over/bundle-maker.ts';
import { bundleTools, canBundle } from '../hand-over/bundle-tools.ts';
import { type RowRecord, withoutMarks } from '../learner-database.ts';

export interface OwnData {
  fileName: string;
  file: Blob;
  /** Names of what could not be read, and is not in it. */
  unreadable: EverythingRead['unreadable'];
  /** How many of the learner's files are not in it, because they are not on this device or can't be read here. */
  missingFiles: number;
}

export type ExportFormat = 'json' | 'csv' | 'xapi';

/**
 * Everything this device holds of the learner, sent or not, refused or not. It is made of what lies on this device and
 * needs nothing else to work; where the store itself is damaged it is made of the rest, and says so.
 */
export const exportOwnData = async (format: ExportFormat = 'json'): Promise<OwnData> => {
  const everything = await readEverything();
  const { unreadable } = everything;
  const day = new Date(now()).toISOString().slice(0, 10);
  if (format === 'csv') return { fileName: `hornbook-${day}.zip`, unreadable, ...(await archiveOf(everything)) };
  if (format === 'xapi') {
    const rows = {
      enrollments: rowsOf(everything, 'enrollments'),
      lessonProgress: rowsOf(everything, 'lessonProgress'),
      attempts: rowsOf(everything, 'attempts'),
    };
    const learner = {
      id: everything.learnerId ?? '',
      name: String(rowsOf(everything, 'profile')[0]?.displayName ?? ''),
    };
    return { fileName: `hornbook-xapi-${day}.json`, file: await xapiFile(learner, rows), unreadable, missingFiles: 0 };
  }
  const text = JSON.stringify({ ...readable(everything), putBack: await bundleOf(everything) }, null, 2);
  return {
    fileName: `hornbook-${day}.json`,
    file: new Blob([text], { type: 'application/json' }),
    unreadable,
    missingFiles: 0,
  };
};

const names = Object.keys(collections) as CollectionName[];
const rowsOf = ({ stores }: EverythingRead, name: string): Record<string, unknown>[] =>
  (stores[name] ?? []).map((record) => withoutMarks<Record<string, unknown>>(record as never));
const storeOf = ({ stores }: EverythingRead, name: string) => stores[name] ?? [];

const readable = (everything: EverythingRead) => ({
  format: 'hornbook-own-data',
  formatVersion: 2,
  exportedAt: new Date(now()).toISOString(),
  learnerId: everything.learnerId,
  deviceId: everything.device?.deviceId ?? null,
  rows: Object.fromEntries(names.map((name) => [name, rowsOf(everything, name)])),
  /** How notes read: among the rows they are as they are merged. */
  notes: rowsOf(everything, 'materials')
    .filter(({ kind }) => kind === 'text')
    .map(({ id, title, text }) => ({ id, title, text: textOf(text as TypedText) })),
  notYetSent: storeOf(everything, 'outbox').map(({ collection, key, since }) => ({ collection, key, since })),
  refused: storeOf(everything, 'quarantine'),
  skills: storeOf(everything, 'skillStates').map(({ trail, touches, ...state }) => state),
  cards: storeOf(everything, 'cards').map(({ last, ...card }) => card),
  couldNotBeRead: everything.unreadable,
});

/** All as tables, and the learner's files of this device beside them. */
const archiveOf = async (everything: EverythingRead): Promise<Pick<OwnData, 'file' | 'missingFiles'>> => {
  const { files, table } = await ownFiles(everything.learnerId, (name) => rowsOf(everything, name));
  const tables = [...tablesOf(everything), ...(table.length > 0 ? [{ name: 'files.csv', text: toCsv(table) }] : [])];
  const file = await toZip([...tables.map(({ name, text }) => ({ name, content: text })), ...files]);
  return { file, missingFiles: table.filter(({ inArchiveAs }) => inArchiveAs === '').length };
};

/** A table a collection, and one of all answers, which lie within their attempts. A note is how it reads. */
const tablesOf = (everything: EverythingRead): { name: string; text: string }[] => {
  const tables: [string, Record<string, unknown>[]][] = names.map((name) => [
    name,
    rowsOf(everything, name).map(({ stamps, answers, ...row }) =>
      name === 'materials' ? { ...row, text: textOf(row.text as TypedText) } : row,
    ),
  ]);
  const answers = rowsOf(everything, 'attempts').flatMap(({ id, answers }) =>
    Object.entries((answers ?? {}) as Record<string, Record<string, unknown>>).map(([questionId, answer]) => {
      const { hlc, ...said } = answer;
      return { attemptId: id, questionId, ...said };
    }),
  );
  tables.push(['answers', answers], ['skills', storeOf(everything, 'skillStates').map(({ trail, ...skill }) => skill)]);
  tables.push([
    'not-yet-sent',
    storeOf(everything, 'outbox').map(({ collection, key, since }) => ({ collection, key, since })),
  ]);
  tables.push(['refused', storeOf(everything, 'quarantine').map(({ stamps, ...entry }) => entry)]);
  if (everything.unreadable.length > 0) tables.push(['could-not-be-read', everything.unreadable]);
  return tables
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ name: `${name}.csv`, text: toCsv(rows) }));
};

/** The same as a bundle, by which it can be put back; null where the device's key is gone or the browser is too old. */
const bundleOf = async (everything: EverythingRead): Promise<string | null> => {
  const { device } = everything;
  if (!device || !canBundle()) return null;
  const rows = names.flatMap((name): PushedRow[] => {
    const collection = collections[name];
    if (isServerOnly(collection)) return [];
    return rowsOf(everything, name).map((record) => {
      const row = rowToWire(collection, record as RowRecord);
      return { collection: name, key: keyOf(collection, row), rev: 0, row };
    });
  });
  const from = String(rowsOf(everything, 'profile')[0]?.displayName ?? '').slice(0, 60);
  try {
    // Which database it was in says nothing here: rows carry their own stamps.
    const payload = { ...NO_CONTACT, replicaId: '0000000000', rev: 0, rows };
    return await makeOwnBundle(bundleTools(), await bundleMaker(device), payload, { from, madeAt: now() });
  } catch {
    return null;
  }
};
