import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { SearchField } from '../../components/search-field.tsx';
import { lazyScreen } from '../../shell/lazy-screen.tsx';

const SearchResults = lazyScreen(async () => (await import('./search-results.tsx')).SearchResults);

/** Looks through all that is on this device; while something is looked for, what is found stands in place of the rest. */
export const SearchBox = ({ children }: { children: ReactNode }) => {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  // In the address, so that the way back from what was found leads to it again.
  const change = (next: string) => setParams(next === '' ? {} : { q: next }, { replace: true });
  return (
    <>
      <SearchField label={t`Find in lessons and materials`} value={query} onChange={change} />
      {query.trim() === '' ? children : <SearchResults query={query} />}
    </>
  );
};
