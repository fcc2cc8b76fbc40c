import { MAX_EXCERPT, MAX_PASSAGES, type Passage } from '@hornbook/shared/tutor/tutor-answer.ts';
import { useEffect, useState } from 'react';
import { connect } from '../connections.ts';
import { excerptOf, type Piece } from '../search/highlight.ts';
import { findHere } from '../search/search-here.ts';
import type { SearchHit } from '../search/search-index.ts';
import { readEntries } from './courses.ts';

export type { Piece } from '../search/highlight.ts';

/** A passage that was found, with where it is. */
export interface FoundPassage {
  /** `<kind>/<source>/<place>` */
  id: string;
  kind: SearchHit['kind'];
  /** Of the lesson or the material. */
  title: string;
  /** Under which heading it stands; '' without one. */
  heading: string;
  excerpt: Piece[];
  href: string;
}

export type SearchResult = { kind: 'loading' } | { kind: 'ready'; found: FoundPassage[] } | { kind: 'failed' };

const SHOWN = 30;
/** While somebody types, not every letter is looked for. */
const PAUSE_MS = 90;

/** The page on which a passage stands, at its place. */
export const passageHref = (kind: SearchHit['kind'], sourceId: string, parent: string | null, place: number): string =>
  kind === 'lesson'
    ? `/learn/${parent}/lessons/${sourceId}?passage=${place}`
    : `/me/materials/${sourceId}?passage=${place}`;

const findPassages = async (query: string): Promise<FoundPassage[]> => {
  const [hits, entries = []] = await Promise.all([findHere('search', query, SHOWN), connect().then(readEntries)]);
  const slugs = new Map(entries.map(({ courseId, slug }) => [courseId, slug]));
  return hits.map(({ kind, sourceId, parentId, place, title, heading, text, terms }) => ({
    id: `${kind}/${sourceId}/${place}`,
    kind,
    title,
    heading,
    excerpt: excerptOf(text, terms),
    href: passageHref(kind, sourceId, (parentId && slugs.get(parentId)) ?? parentId, place),
  }));
};

/** Passages of lessons and materials on this device that have what is looked for. Null while there is too little of it. */
export const useSearch = (query: string): SearchResult | null => {
  const looked = query.trim();
  const [answer, setAnswer] = useState<{ looked: string; result: SearchResult } | null>(null);
  useEffect(() => {
    if (!looked) return;
    let over = false;
    const timer = setTimeout(async () => {
      const result = await findPassages(looked).then(
        (found): SearchResult => ({ kind: 'ready', found }),
        (): SearchResult => ({ kind: 'failed' }),
      );
      if (!over) setAnswer({ looked, result });
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [looked]);
  if (!looked) return null;
  // What was found for the letters before stays until the next is there: nothing flickers while somebody types.
  if (answer && (answer.looked === looked || answer.result.kind === 'ready')) return answer.result;
  return { kind: 'loading' };
};

/** What the learner's own lessons and materials say of a question, word for word; null where that can't be said in time. */
export const passagesFor = async (question: string, withinMs = 2_500): Promise<Passage[] | null> => {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), withinMs));
  const finding = findHere('covering', question, MAX_PASSAGES).then((hits) =>
    hits.map(
      ({ kind, sourceId, parentId, place, title, text }): Passage => ({
        sourceKind: kind,
        sourceId,
        courseId: kind === 'lesson' ? parentId : null,
        place,
        title: title.slice(0, 300),
        excerpt: text.slice(0, MAX_EXCERPT),
      }),
    ),
  );
  return Promise.race([finding, late]).catch(() => null);
};
