import { type DevicePublicKey, toBase64url } from '../identity/claim.ts';
import { fromBase64url } from '../identity/from-base64url.ts';
import { hashText, isRecord } from '../sync/row.ts';
import { utf8 } from './utf8.ts';

/** What anybody who holds a bundle of waiting work may know of it: as much as its maker agreed to, and how to open it. [B2] */
export interface WaitingHead {
  kind: 'waiting';
  /** Which key of which service it is sealed for. */
  for: string;
  /** The half of the seal that was made for this bundle alone, as base64url. */
  key: string;
  /** Whose it is, as far as they like to say; '' when they don't. */
  from: string;
  rows: number;
  /** Milliseconds since 1970, by its maker's clock. */
  madeAt: number;
}

/** A learner's own data: not sealed, since whoever is left after a wipe has no key to open it with. */
export interface OwnHead {
  kind: 'own';
  learnerId: string;
  deviceId: string;
  publicKey: DevicePublicKey;
  from: string;
  rows: number;
  madeAt: number;
}

export type BundleHead = WaitingHead | OwnHead;

export interface Bundle {
  head: BundleHead;
  /** The very text of the head: what is signed and sealed together with the body. */
  headText: string;
  body: Uint8Array<ArrayBuffer>;
}

/** [B1] Why nothing of a text was taken. */
export type BundleRefusal =
  /** Something else: another file, an empty one. */
  | 'not-a-bundle'
  /** Cut off, or altered on its way. */
  | 'damaged'
  /** Of a form this app does not know yet. */
  | 'newer'
  | 'too-large';

/** A text holds this much at most: years of one learner's answers take a tenth of it. */
export const MAX_BUNDLE_CHARACTERS = 12 * 1024 * 1024;
/** The service takes this much at once, and a messenger anything below. */
export const MAX_WAITING_CHARACTERS = 768 * 1024;
const LONGEST_HEAD = 1_000;
const LONGEST_NAME = 80;
const VERSION = 1;

/** Names of files and of what is shared end in it: what share sheets let through is a short list, and text is on it. */
export const BUNDLE_SUFFIX = '.hornbook.txt';

export const writeHead = (head: BundleHead): string => toBase64url(utf8(JSON.stringify(head)));

export const writeBundle = (headText: string, body: Uint8Array): string => {
  const text = `hornbook${VERSION}.${headText}.${toBase64url(body)}`;
  return `${text}.${sumOf(text)}`;
};

/** An accident's witness; whether somebody altered it on purpose, signature and seal say. */
const sumOf = (text: string): string => hashText(text).toString(36);

/** [B1] The bundle in a text, wherever lines were broken on its way, or why there is none. */
export const readBundle = (
  given: string,
): { kind: 'read'; bundle: Bundle } | { kind: 'refused'; why: BundleRefusal } => {
  const refused = (why: BundleRefusal) => ({ kind: 'refused', why }) as const;
  if (given.length > MAX_BUNDLE_CHARACTERS) return refused('too-large');
  const text = given.replace(/[\s\ufeff]+/g, '');
  const version = /^hornbook(\d{1,6})\./.exec(text)?.[1];
  // Cut off within its first word it is no bundle yet.
  if (version === undefined) return refused('not-a-bundle');
  if (Number(version) > VERSION) return refused('newer');
  const [start = '', headText = '', bodyText = '', sum, ...rest] = text.split('.');
  if (start !== `hornbook${VERSION}` || sum === undefined || rest.length > 0) return refused('damaged');
  if (sum !== sumOf(`${start}.${headText}.${bodyText}`)) return refused('damaged');
  const body = fromBase64url(bodyText);
  const head = readHead(headText);
  return body && head ? { kind: 'read', bundle: { head, headText, body } } : refused('damaged');
};

const readHead = (text: string): BundleHead | null => {
  if (text.length > LONGEST_HEAD) return null;
  const bytes = fromBase64url(text);
  let head: unknown;
  try {
    head = JSON.parse(bytes ? fromUtf8(bytes) : '');
  } catch {
    return null;
  }
  if (!isRecord(head) || !isCount(head.rows) || !isCount(head.madeAt)) return null;
  if (typeof head.from !== 'string' || head.from.length > LONGEST_NAME) return null;
  const { from, rows, madeAt } = head;
  if (head.kind === 'waiting' && isText(head.for) && isText(head.key))
    return { kind: 'waiting', for: head.for, key: head.key, from, rows, madeAt };
  const { publicKey, learnerId, deviceId } = head;
  if (head.kind !== 'own' || !isId(learnerId) || !isId(deviceId) || !isRecord(publicKey)) return null;
  const { x, y } = publicKey;
  if (!isText(x) || !isText(y)) return null;
  return { kind: 'own', learnerId, deviceId, publicKey: { kty: 'EC', crv: 'P-256', x, y }, from, rows, madeAt };
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length < 200;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

const fromUtf8 = (bytes: Uint8Array): string =>
  decodeURIComponent([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
