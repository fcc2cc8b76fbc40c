import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import { stopWords } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** One passage as it can be found. */
export interface SearchDocument {
  /** `<kind>/<source>/<place>` */
  id: string;
  kind: 'lesson' | 'material';
  sourceId: string;
  /** Of a lesson: its course. Of a material: its subject. */
  parentId: string | null;
  place: number;
  /** Of the lesson or the material. */
  title: string;
  heading: string;
  text: string;
}

export interface SearchHit extends Omit<SearchDocument, 'id'> {
  score: number;
  /** Words of the text, as they are compared, that were found. */
  terms: string[];
  /** Which part of the words that were looked for it has, from 0 to 1. */
  coverage: number;
}

const FUZZY = 0.2;
/** Shorter words are too like each other; where a wrong guess would count as covering a question, more so. */
const FUZZY_FROM = 4;
const FUZZY_FROM_IN_QUESTIONS = 6;
/** From so much of what a question is about on, a passage covers it. */
export const COVERS = 0.5;
const MOST_OF_A_SOURCE = 3;

const options: Options<SearchDocument> = {
  fields: ['title', 'heading', 'text'],
  storeFields: ['kind', 'sourceId', 'parentId', 'place', 'title', 'heading', 'text'],
  tokenize,
  // The tokenizer has done all there is to do to a word.
  processTerm: (term) => term,
};

/** Passages that can be searched. What is built here may be stored as JSON and taken up again. */
export const makeSearchIndex = (stored?: object) => {
  let index = new MiniSearch<SearchDocument>(options);
  if (stored) index = MiniSearch.loadJS(stored as never, options);

  const hitOf = ({ score, terms, queryTerms, ...rest }: SearchResult, looked: number): SearchHit => {
    const { kind, sourceId, parentId, place, title, heading, text } = rest as unknown as SearchDocument;
    const coverage = Math.min(1, new Set(queryTerms).size / Math.max(1, looked));
    return { kind, sourceId, parentId, place, title, heading, text, score, terms, coverage };
  };
  const look = (
    words: readonly string[],
    combineWith: 'AND' | 'OR',
    { whole = false, edits = FUZZY }: { whole?: boolean; edits?: number } = {},
  ): SearchHit[] => {
    const last = words.at(-1);
    return index
      .search(words.join(' '), {
        combineWith,
        // What is still being typed may be the beginning of a word; a question's words are whole, but may have an ending.
        prefix: (term, at) => (whole ? term.length >= FUZZY_FROM : at === words.length - 1 && term === last),
        fuzzy: (term) =>
          term.length >= (whole ? FUZZY_FROM_IN_QUESTIONS : FUZZY_FROM) && !/\d/.test(term) ? edits : false,
        boost: { title: 2.5, heading: 1.6 },
        weights: { fuzzy: 0.4, prefix: 0.6 },
        maxFuzzy: 2,
      })
      .map((result) => hitOf(result, new Set(words).size));
  };

  return {
    add: (documents: readonly SearchDocument[]): void => {
      for (const document of documents) {
        if (index.has(document.id)) index.replace(document);
        else index.add(document);
      }
    },
    remove: (ids: readonly string[]): void => {
      for (const id of ids) if (index.has(id)) index.discard(id);
    },
    /** What is typed into a search field, the best first: what has all of it if anything has, else what has some. */
    search: (query: string, limit = 30): SearchHit[] => {
      const words = tokenize(query);
      if (words.length === 0) return [];
      for (const found of [
        () => look(words, 'AND'),
        () => look(words, 'OR'),
        // Two letters the wrong way round are two edits: for words that are found nowhere else.
        () => look(words, 'OR', { edits: 2 }),
      ]) {
        const hits = found();
        if (hits.length > 0) return fewOfEach(hits).slice(0, limit);
      }
      return [];
    },
    /** Passages that cover a question: they have at least half of the words it is about. */
    covering: (question: string, limit: number): SearchHit[] => {
      const words = [...new Set(tokenize(question))].filter((word) => !stopWords.has(word));
      if (words.length === 0) return [];
      const hits = look(words, 'OR', { whole: true }).filter(({ coverage }) => coverage >= COVERS);
      return hits.toSorted((a, b) => b.coverage - a.coverage || b.score - a.score).slice(0, limit);
    },
    get size(): number {
      return index.documentCount;
    },
    toStored: (): object => index.toJSON(),
  };
};

/** No source fills the page alone. */
const fewOfEach = (hits: readonly SearchHit[]): SearchHit[] => {
  const counts = new Map<string, number>();
  return hits.filter(({ sourceId }) => {
    const count = (counts.get(sourceId) ?? 0) + 1;
    counts.set(sourceId, count);
    return count <= MOST_OF_A_SOURCE;
  });
};
