import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useCatalogue } from '../../data/queries/courses.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { Screen } from '../../shell/screen.tsx';
import { CourseCard } from './course-card.tsx';
import { FilterBar } from './filter-bar.tsx';
import { matches, noFilters, useFilters } from './filters.ts';
import styles from './learn.module.css';

const SearchResults = lazyScreen(async () => (await import('../search/search-results.tsx')).SearchResults);

/** All courses; filters and search work on what the device knows, so without a connection too. */
export const LearnScreen = () => {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [filters, setFilters] = useFilters();
  const courses = catalogue.kind === 'ready' ? catalogue.courses : undefined;
  const found = useMemo(() => courses?.filter((course) => matches(course, filters)), [courses, filters]);
  return (
    <Screen title={t`Learn`}>
      {catalogue.kind === 'loading' && <Skeleton label={t`Fetching the courses from this device`} />}
      {catalogue.kind === 'missing' && (
        <MissingState title={<Trans>The courses are not here yet</Trans>}>
          <Trans>They arrive with the first connection, all by themselves. After that you can learn without one.</Trans>
        </MissingState>
      )}
      {courses && found && (
        <>
          <FilterBar courses={courses} filters={filters} onChange={setFilters} found={found.length} />
          <ul className={styles.courses}>
            {found.map((course) => (
              <CourseCard key={course.entry.courseId} course={course} />
            ))}
          </ul>
          {found.length === 0 && !filters.search.trim() && (
            <EmptyState
              icon="filter"
              title={<Trans>No course fits</Trans>}
              action={
                <Button look="quiet" onClick={() => setFilters(noFilters)}>
                  <Trans>Show all courses</Trans>
                </Button>
              }
            >
              <Trans>Loosen a filter, or look for another word.</Trans>
            </EmptyState>
          )}
          {filters.search.trim() && <SearchResults query={filters.search} />}
        </>
      )}
    </Screen>
  );
};
