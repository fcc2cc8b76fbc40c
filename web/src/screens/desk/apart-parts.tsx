import type { AuthorsOfCourse, WhyApart } from '@hornbook/shared/authoring/authors-protocol.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import styles from './desk.module.css';
import { iconOf, usePartName } from './part-words.tsx';
import { useAuthors } from './use-authors.ts';
import { findPart, pathOf, type ReadyCourse } from './use-ready-course.ts';

const whyWords: Record<WhyApart, ReactNode> = {
  'too-long': (
    <Trans>
      Together your texts are too long. Once one is shortened, or made into two parts, it is joined by itself.
    </Trans>
  ),
  'other-kind': (
    <Trans>In another author’s copy this is a thing of another kind, such as a question in place of a lesson.</Trans>
  ),
  refused: (
    <Trans>
      The service no longer takes what one of you wrote there. Once that is changed, it is joined by itself.
    </Trans>
  ),
  'not-stored': <Trans>The service could not store it for all of you. It is tried again by itself.</Trans>,
};

/** Parts of a course that can't be joined, and why. */
export const ApartParts = ({ course, apart }: ReadyCourse & Pick<AuthorsOfCourse, 'apart'>) => {
  const nameOf = usePartName();
  return (
    <Section title={<Trans>These parts are not joined</Trans>}>
      <p>
        <Trans>Each of you goes on with your own there, and nothing of it is lost.</Trans>
      </p>
      <Rows>
        {apart.map(({ id, why }) => {
          const node = findPart(course, id) ?? course;
          return (
            <Row
              key={id}
              icon={iconOf(node)}
              href={pathOf(course, node)}
              title={<bdi>{nameOf(node)}</bdi>}
              detail={whyWords[why]}
            />
          );
        })}
      </Rows>
    </Section>
  );
};

/** On the page of a course: that something of it is not joined, and the way to what. Nothing where all is, or nobody says. */
export const ApartNotice = ({ courseId }: { courseId: string }) => {
  const { known } = useAuthors(courseId);
  const count = known?.apart.length ?? 0;
  return (
    <span role="status" className={styles.state}>
      {count > 0 && (
        <>
          <span className={styles.missing}>
            <Plural
              value={count}
              one="# part is not joined with what the other authors wrote"
              other="# parts are not joined with what the other authors wrote"
            />
          </span>
          <ButtonLink look="plain" href={`/desk/${courseId}/authors`}>
            <Trans>See why</Trans>
          </ButtonLink>
        </>
      )}
    </span>
  );
};
