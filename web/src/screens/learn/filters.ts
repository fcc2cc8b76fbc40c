import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { CourseSummary } from '../../data/queries/course-view.ts';

/** What the list of courses is narrowed by; '' does not narrow. */
export interface Filters {
  search: string;
  level: string;
  tag: string;
  language: string;
  downloaded: string;
}

export const noFilters: Filters = { search: '', level: '', tag: '', language: '', downloaded: '' };

/** Letters without their accents and cases, so that "numeros" finds "Números". */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export const matches = ({ entry, download }: CourseSummary, filters: Filters): boolean => {
  const text = plain([entry.title, entry.shortDescription, entry.goal, ...entry.tags].join(' '));
  return (
    plain(filters.search)
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (!filters.level || entry.difficulty === filters.level) &&
    (!filters.tag || entry.tags.includes(filters.tag)) &&
    (!filters.language || entry.language === filters.language) &&
    (!filters.downloaded || download === 'downloaded')
  );
};

/** The filters live in the address: Back undoes them, and a link keeps them. */
export const useFilters = (): [Filters, (filters: Filters) => void] => {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => {
    const names = Object.keys(noFilters) as (keyof Filters)[];
    return Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as unknown as Filters;
  }, [params]);
  const setFilters = (next: Filters) =>
    setParams(new URLSearchParams(Object.entries(next).filter(([, value]) => value)), { replace: true });
  return [filters, setFilters];
};
