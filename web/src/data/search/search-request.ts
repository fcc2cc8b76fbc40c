import type { SearchHit } from './search-index.ts';

/** What the page asks the worker. */
export interface SearchRequest {
  n: number;
  learnerId: string;
  what: 'search' | 'covering';
  text: string;
  limit: number;
}
/** `hits` is null where it could not be searched. */
export interface SearchAnswer {
  n: number;
  hits: SearchHit[] | null;
}
