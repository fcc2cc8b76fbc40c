import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { useCatalogue } from '../../../data/queries/courses.ts';
import { fetchBadge } from '../../../data/service/badges.ts';
import { saveFile } from '../save-file.ts';
import styles from './learning.module.css';

/** Courses that were finished, each with a badge that others can verify. */
export const BadgesSection = () => {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [message, setMessage] = useState('');
  const finished =
    catalogue.kind === 'ready' ? catalogue.courses.filter(({ progress }) => progress?.percent === 100) : [];
  if (finished.length === 0) return null;
  const save = async (courseId: string, slug: string, title: string) => {
    setMessage(t`Fetching the badge…`);
    const answer = await fetchBadge(courseId);
    switch (answer.kind) {
      case 'badge':
        saveFile(`badge-${slug}.jwt`, answer.file);
        return setMessage(t`The badge for ${title} is saved.`);
      case 'not-finished':
        return setMessage(
          t`The service does not have all your lessons yet. They are sent with the next connection; then fetch the badge.`,
        );
      case 'unreachable':
        return setMessage(t`The service signs a badge, so it takes a connection. Try again when there is one.`);
    }
  };
  return (
    <Section title={<Trans>Badges</Trans>}>
      <p>
        <Trans>
          A badge (Open Badges 3.0) tells others that you finished a course, with your name if you gave one. It is
          signed: whoever has the key of this service can check it, also without a connection.
        </Trans>
      </p>
      <Rows>
        {finished.map(({ entry: { courseId, slug, title, language, lessonCount } }) => (
          <Row
            key={courseId}
            icon="star"
            tone="correct"
            title={<span lang={language}>{title}</span>}
            detail={<Plural value={lessonCount} one="# lesson completed" other="all # lessons completed" />}
            end={
              <IconButton
                icon="export"
                label={t`Save the badge: ${title}`}
                onClick={() => void save(courseId, slug, title)}
              />
            }
          />
        ))}
      </Rows>
      <p role="status" className={styles.when}>
        {message}
      </p>
    </Section>
  );
};
