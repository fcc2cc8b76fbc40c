import { connect } from '../connections.ts';
import { keepsNothing } from '../session-store.ts';
import type { Indexer } from './indexer.ts';
import type { SearchHit } from './search-index.ts';
import type { SearchAnswer, SearchRequest } from './search-request.ts';

/** How a worker is made for it; whoever shows a search says so, as workers are made of addresses the screens vouch for. */
let makeWorker: (() => Worker) | undefined;
export const searchBesideBy = (make: () => Worker): void => {
  makeWorker = make;
};

/** Beside the page; where that can't be, or nothing is stored, in the page. */
let worker: Worker | null | undefined;
let inPage: Promise<Indexer> | undefined;
let count = 0;
const waiting = new Map<number, (hits: SearchHit[] | null) => void>();

const giveUpWorker = () => {
  worker?.terminate();
  worker = null;
  for (const answer of waiting.values()) answer(null);
  waiting.clear();
};

const start = (): Worker | null => {
  if (worker !== undefined) return worker;
  if (keepsNothing() || !makeWorker) return null;
  try {
    worker = makeWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<SearchAnswer>) => {
      waiting.get(data.n)?.(data.hits);
      waiting.delete(data.n);
    });
    worker.addEventListener('error', giveUpWorker);
  } catch {
    worker = null;
  }
  return worker;
};

const inThePage = async (): Promise<Indexer> => {
  const { learner, catalogue } = await connect();
  inPage ??= import('./indexer.ts').then(({ startIndexer }) => startIndexer({ learner, catalogue }));
  return inPage;
};

/** Finds passages in what is on this device; none where it can't be searched. */
export const findHere = async (what: SearchRequest['what'], text: string, limit: number): Promise<SearchHit[]> => {
  const { device } = await connect();
  const beside = start();
  if (beside) {
    count += 1;
    const request: SearchRequest = { n: count, learnerId: device.learnerId, what, text, limit };
    const hits = await new Promise<SearchHit[] | null>((resolve) => {
      waiting.set(request.n, resolve);
      beside.postMessage(request);
    });
    if (hits) return hits;
  }
  return (await inThePage())[what](text, limit);
};
