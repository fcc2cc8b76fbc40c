import { liveQuery } from 'dexie';
import type { StoredSearchIndex } from '../learner-database.ts';
import { makeSearchIndex, type SearchHit } from './search-index.ts';
import { readSources, type Searched, type Source } from './sources.ts';
import { TOKENIZER_VERSION } from './tokenize.ts';

export interface Indexer {
  search(query: string, limit?: number): Promise<SearchHit[]>;
  covering(question: string, limit: number): Promise<SearchHit[]>;
  /** Resolves when all that is here now can be found. */
  settled(): Promise<void>;
  stop(): void;
}

/** Writing the whole index costs more than adding a lesson to it: it waits until nothing has come for a moment. */
const KEEP_AFTER_MS = 2_000;

/**
 * Keeps an index of what is on this device, and follows it: only what changed is read again. It is kept in the learner's
 * database; without it, or with one of another tokenizer, it is made anew.
 */
export const startIndexer = (databases: Searched, { keepAfterMs = KEEP_AFTER_MS } = {}): Indexer => {
  const { learner } = databases;
  let index = makeSearchIndex();
  let sources: StoredSearchIndex['sources'] = {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  const takeUp = async () => {
    const stored = await learner.searchIndex.get('index').catch(() => undefined);
    if (stored?.tokenizerVersion !== TOKENIZER_VERSION) return;
    try {
      index = makeSearchIndex(stored.data);
      sources = stored.sources;
    } catch {
      // Of another form: it is made anew.
      index = makeSearchIndex();
    }
  };
  const keep = async () => {
    timer = undefined;
    const data = index.toStored();
    // No room for it: then it is made anew the next time.
    await learner.searchIndex
      .put({ id: 'index', tokenizerVersion: TOKENIZER_VERSION, sources: { ...sources }, data })
      .catch(() => undefined);
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), keepAfterMs);
  };
  const follow = async (now: readonly Source[]) => {
    const named = new Set(now.map(({ id }) => id));
    let changed = false;
    for (const id of Object.keys(sources)) {
      if (named.has(id)) continue;
      index.remove(sources[id]?.ids ?? []);
      delete sources[id];
      changed = true;
    }
    for (const { id, stamp, read } of now) {
      if (sources[id]?.stamp === stamp) continue;
      const documents = await read();
      index.remove(sources[id]?.ids ?? []);
      index.add(documents);
      sources[id] = { stamp, ids: documents.map((document) => document.id) };
      changed = true;
    }
    if (changed) keepSoon();
  };

  // One after the other, each with the newest that was heard of.
  let work = takeUp();
  let newest: readonly Source[] = [];
  let first: () => void;
  const heard = new Promise<void>((resolve) => {
    first = resolve;
  });
  const watching = liveQuery(() => readSources(databases)).subscribe({
    next: (found) => {
      newest = found;
      work = work.then(() => (newest === found ? follow(found) : undefined)).catch(() => undefined);
      first();
    },
    error: () => first(),
  });
  const settled = async () => {
    await heard;
    await work;
  };
  const answer = async (find: () => SearchHit[]): Promise<SearchHit[]> => {
    await settled();
    return find();
  };
  return {
    search: (query, limit) => answer(() => index.search(query, limit)),
    covering: (question, limit) => answer(() => index.covering(question, limit)),
    settled,
    stop: () => {
      watching.unsubscribe();
      clearTimeout(timer);
    },
  };
};
