import { type Digest, differingCollections, digestOf } from '../digest.ts';
import { type EngineContext, startPass } from './context.ts';

export type DigestOutcome = 'equal' | 'different' | 'not-comparable';

/**
 * Compares this database with what the server says it has. Only with nothing waiting and at the very same version can
 * the two be equal; if they are not even then, a pass repairs whichever lacks something. [R2]
 */
export const compareDigest = ({ storage, collections }: EngineContext, theirs: Digest): Promise<DigestOutcome> =>
  storage.write(async (tx) => {
    const state = await tx.state();
    const here = state.cursor?.version === theirs.version && state.epoch === theirs.epoch && state.pass === null;
    if (!here || (await tx.outboxSize()) > 0) return 'not-comparable';
    // No pass has this number yet, so every row is unmarked by it.
    const rows = await tx.rowsNotMarked(state.lastPass + 1);
    if (differingCollections(digestOf(collections, rows), theirs.collections).length === 0) return 'equal';
    const repairing = { ...state };
    startPass(repairing);
    await tx.putState(repairing);
    return 'different';
  });
