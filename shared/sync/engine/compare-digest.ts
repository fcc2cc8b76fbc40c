import type { DerivedDigest } from '../../learning/derived-digest.ts';
import { compareDigests, type Digest, type DigestFinding, digestOf } from '../digest.ts';
import type { StorageTransaction } from '../ports.ts';
import { fingerprintOf } from './apply-page.ts';
import { type EngineContext, startPass } from './context.ts';

/** This database in brief, or null while it can't be compared: something waits to be sent, or a pass is under way. */
const digestHere = async (
  tx: StorageTransaction,
  { collections }: EngineContext,
  derived: DerivedDigest | null,
): Promise<Digest | null> => {
  const { epoch, cursor, pass, lastPass } = await tx.state();
  if (epoch === null || cursor === null || pass !== null || (await tx.outboxSize()) > 0) return null;
  // No pass has this number yet, so every row is unmarked by it.
  const rows = await tx.rowsNotMarked(lastPass + 1);
  return {
    epoch,
    version: cursor.version,
    known: fingerprintOf(collections),
    collections: digestOf(collections, rows),
    derived,
  };
};

export const readDigest = (context: EngineContext, derived: DerivedDigest | null): Promise<Digest | null> =>
  context.storage.read((tx) => digestHere(tx, context, derived));

/**
 * Compares this database with what the server says it has. Only with nothing waiting and at the very same version can
 * the two be equal; if they are not even then, a pass repairs whichever lacks something. [R2]
 */
export const compareDigest = (
  context: EngineContext,
  theirs: Digest,
  derived: DerivedDigest | null,
): Promise<DigestFinding> =>
  context.storage.write(async (tx) => {
    const ours = await digestHere(tx, context, derived);
    const found = ours ? compareDigests(ours, theirs) : 'not-comparable';
    if (found === 'rows') {
      const repairing = { ...(await tx.state()) };
      startPass(repairing);
      await tx.putState(repairing);
    }
    return found;
  });
