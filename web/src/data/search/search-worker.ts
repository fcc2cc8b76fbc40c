import { CatalogueDatabase } from '../catalogue-database.ts';
import { LearnerDatabase } from '../learner-database.ts';
import { type Indexer, startIndexer } from './indexer.ts';
import type { SearchAnswer, SearchRequest } from './search-request.ts';

/** Finds passages beside the page, so that nothing it does can make typing halt. */
const scope = self as unknown as DedicatedWorkerGlobalScope;
let indexer: Indexer | undefined;

scope.addEventListener('message', async ({ data }: MessageEvent<SearchRequest>) => {
  const { n, learnerId, what, text, limit } = data;
  indexer ??= startIndexer({ learner: new LearnerDatabase(learnerId), catalogue: new CatalogueDatabase() });
  try {
    const hits = await indexer[what](text, limit);
    scope.postMessage({ n, hits } satisfies SearchAnswer);
  } catch {
    scope.postMessage({ n, hits: null } satisfies SearchAnswer);
  }
});
