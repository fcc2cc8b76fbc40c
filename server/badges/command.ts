import { readFile } from 'node:fs/promises';
import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { exitWithReason, Refusal } from '../exit-with-reason.ts';
import { type BadgeJwk, badgeKey } from './badge-key.ts';
import { type BadgeVerified, verifyBadge } from './badge-token.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const WHY: Record<Extract<BadgeVerified, { kind: 'invalid' }>['why'], string> = {
  'no-badge': 'it is no badge of the kind that is made here (a signed VC-JWT)',
  algorithm: 'it is signed in another way than RS256',
  signature: 'it was changed, or somebody else signed it',
  claims: 'what it says of itself does not agree',
  'not-yet-valid': 'it is from the future',
};

const textIn = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === 'ENOENT' ? `${path} is not there.` : `${path} can not be read (${error.code}).`);
  });

/** What a file holds as JSON; nothing where it holds none. */
const jsonIn = (text: string): Partial<BadgeJwk> => {
  try {
    return (JSON.parse(text) ?? {}) as Partial<BadgeJwk>;
  } catch {
    return {};
  }
};

/** The key of an issuer, from a file as `/badges/key` gives it; without one that of this installation. */
const keyFrom = async (path: string | undefined): Promise<Pick<BadgeJwk, 'kty' | 'n' | 'e'>> => {
  if (path) {
    const jwk = jsonIn(await textIn(path));
    if (jwk.kty !== 'RSA' || !jwk.n || !jwk.e) throw new Refusal(`${path} is no RSA key as /badges/key gives it.`);
    return { kty: jwk.kty, n: jwk.n, e: jwk.e };
  }
  const database = await connectDatabase(readEnv(process.env), 'badge verify');
  try {
    await migrateDatabase(database);
    return (await badgeKey(database)).jwk;
  } finally {
    await database.close();
  }
};

/** `npm run badge -- verify badge.jwt [key.json]` */
const main = async ([command, file, key]: string[]): Promise<number> => {
  if (command !== 'verify' || !file) throw new Refusal('Which badge? npm run badge -- verify badge.jwt [key.json]');
  const verified = verifyBadge(await textIn(file), await keyFrom(key), Date.now());
  if (verified.kind === 'invalid') {
    print(`${file} is not valid: ${WHY[verified.why]}.`);
    return 1;
  }
  const { issuer, validFrom, credentialSubject } = verified.credential;
  const name = credentialSubject.identifier?.[0]?.identityHash;
  print(`${file} is valid.`);
  print(
    `${name ?? 'Somebody without a name'} finished “${credentialSubject.achievement.name}” on ${validFrom.slice(0, 10)}.`,
  );
  print(`Issued by ${issuer.name} (${issuer.id}).`);
  return 0;
};

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWithReason);
