import type { Difficulty } from '@hornbook/shared/content/pack.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { CourseSummary } from '../../data/queries/course-view.ts';
import { useDifficultyNames } from '../../i18n/words.tsx';
import type { Filters } from './filters.ts';
import styles from './learn.module.css';

interface FilterBarProps {
  courses: CourseSummary[];
  filters: Filters;
  onChange: (filters: Filters) => void;
  found: number;
}

const levels: Difficulty[] = ['beginner', 'intermediate', 'advanced'];
const distinct = (values: string[]): string[] => [...new Set(values)].sort();

export const FilterBar = ({ courses, filters, onChange, found }: FilterBarProps) => {
  const { t, i18n } = useLingui();
  const difficultyNames = useDifficultyNames();
  const languageNames = new Intl.DisplayNames([i18n.locale], { type: 'language' });
  const change = (name: keyof Filters) => (value: string) => onChange({ ...filters, [name]: value });
  const tags = distinct(courses.flatMap(({ entry }) => entry.tags));
  const languages = distinct(courses.map(({ entry }) => entry.language));
  return (
    <search className={styles.filters}>
      <SearchField
        label={t`Search courses, lessons and materials`}
        value={filters.search}
        onChange={change('search')}
      />
      <div className={styles.selects}>
        <label className={styles.downloaded}>
          <input
            type="checkbox"
            checked={filters.downloaded !== ''}
            onChange={(event) => change('downloaded')(event.target.checked ? 'yes' : '')}
          />
          <Trans>On this device</Trans>
        </label>
        <SelectField
          label={t`Level`}
          value={filters.level}
          onChange={change('level')}
          options={[
            { value: '', label: t`Any level` },
            ...levels.map((value) => ({ value, label: difficultyNames[value] })),
          ]}
        />
        <SelectField
          label={t`Subject`}
          value={filters.tag}
          onChange={change('tag')}
          options={[{ value: '', label: t`Any subject` }, ...tags.map((value) => ({ value, label: value }))]}
        />
        <SelectField
          label={t`Language`}
          value={filters.language}
          onChange={change('language')}
          options={[
            { value: '', label: t`Any language` },
            ...languages.map((value) => ({ value, label: languageNames.of(value) ?? value })),
          ]}
        />
      </div>
      <p className={styles.found} role="status">
        <Plural value={found} one="# course" other="# courses" />
      </p>
    </search>
  );
};
