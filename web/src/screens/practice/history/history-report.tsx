import type { LeftEntries } from '@hornbook/shared/import/anki-history.ts';
import { MOST_PAST_REVIEWS } from '@hornbook/shared/learning/past-review.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import type { PlannedHistory } from '../../../data/commands/bring-history.ts';
import styles from './history.module.css';
import type { HistoryOffer } from './use-history.ts';

/** More names than these help nobody. */
const NAMED = 100;

/** What is in a history: the courses its cards were found in, then what is not brought, and why. */
export const HistoryReport = ({ offer: { plan, left } }: { offer: HistoryOffer }) => {
  const partly = plan.taken.filter(({ isWhole }) => !isWhole);
  const isAllFound = plan.missing.length === 0;
  const leftOut = (Object.entries({ ...left, older: plan.older }) as [LeftCode, number][]).filter(
    ([, count]) => count > 0,
  );
  return (
    <>
      {plan.courses.length > 0 && (
        <Section title={<Trans>Found in your courses</Trans>}>
          <Rows>
            {plan.courses.map((course) => (
              <CourseRow key={course.courseId} course={course} plan={plan} />
            ))}
          </Rows>
        </Section>
      )}
      {!isAllFound && (
        <Section
          title={
            <Plural
              value={plan.missing.length}
              one="# card is in none of your courses"
              other="# cards are in none of your courses"
            />
          }
        >
          {plan.untaken.length + partly.length > 0 && (
            <Rows>
              {plan.untaken.map(({ course: { courseId, slug, title }, cards }) => (
                <Row
                  key={courseId}
                  icon="learn"
                  tone="accent"
                  href={`/learn/${slug}`}
                  title={<bdi>{title}</bdi>}
                  detail={
                    <Plural
                      value={cards}
                      one="You don’t take this course, and it has # of them. Take it, then open the file again."
                      other="You don’t take this course, and it has # of them. Take it, then open the file again."
                    />
                  }
                />
              ))}
              {partly.map(({ courseId, slug, title }) => (
                <Row
                  key={courseId}
                  icon="download"
                  tone="accent"
                  href={`/learn/${slug}`}
                  title={<bdi>{title}</bdi>}
                  detail={
                    <Trans>
                      Not all of it is on this device: download it, then open the file again to look there too.
                    </Trans>
                  }
                />
              ))}
            </Rows>
          )}
          <p className={styles.quiet}>
            <Trans>
              Cards are found where an author brought the same deck into a course, and you take that course. All others
              stay in Anki.
            </Trans>
          </p>
          <Disclosure summary={<Trans>Which ones</Trans>}>
            <Missing plan={plan} />
          </Disclosure>
        </Section>
      )}
      {leftOut.length > 0 && (
        <Section title={<Trans>Left out</Trans>}>
          <ul className={styles.left}>
            {leftOut.map(([code, count]) => (
              <li key={code}>
                <LeftWords code={code} count={count} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
};

const CourseRow = ({ course, plan }: { course: PlannedHistory['courses'][number]; plan: PlannedHistory }) => {
  const named = plan.taken.find(({ courseId }) => courseId === course.courseId);
  if (!named) return null;
  return (
    <Row
      icon="learn"
      href={`/learn/${named.slug}`}
      title={<bdi>{named.title}</bdi>}
      detail={
        <>
          <Plural value={course.cards} one="# card" other="# cards" />
          {' · '}
          <Plural value={course.fresh} one="# new review" other="# new reviews" />
          {course.known > 0 && (
            <>
              {' · '}
              <Plural value={course.known} one="# here already" other="# here already" />
            </>
          )}
        </>
      }
    />
  );
};

const Missing = ({ plan: { missing } }: { plan: PlannedHistory }) => {
  const more = missing.length - NAMED;
  return (
    <>
      <ul className={styles.missing}>
        {missing.slice(0, NAMED).map(({ guid, name }) => (
          <li key={guid}>{name === '' ? <Trans>A card without words</Trans> : <bdi>{name}</bdi>}</li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.quiet}>
          <Plural value={more} one="and # more" other="and # more" />
        </p>
      )}
    </>
  );
};

type LeftCode = keyof LeftEntries | 'older';

/** Why entries of a history become no reviews. */
const LeftWords = ({ code, count }: { code: LeftCode; count: number }): ReactNode => {
  switch (code) {
    case 'otherCards':
      return (
        <Plural
          value={count}
          one="# review of a further card of the same note: a note is one question here, asked as its first card does."
          other="# reviews of further cards of the same notes: a note is one question here, asked as its first card does."
        />
      );
    case 'noReviews':
      return (
        <Plural
          value={count}
          one="# entry that is no review: the card was moved by hand or by an add-on, or practised outside of its schedule."
          other="# entries that are no reviews: cards were moved by hand or by an add-on, or practised outside of their schedule."
        />
      );
    case 'begunAnew':
      return (
        <Plural
          value={count}
          one="# review from before you began its card anew in Anki."
          other="# reviews from before you began their cards anew in Anki."
        />
      );
    case 'goneCards':
      return (
        <Plural
          value={count}
          one="# review of a card that is not in the file."
          other="# reviews of cards that are not in the file."
        />
      );
    case 'older':
      return (
        <Trans>
          <Plural value={count} one="# old review" other="# old reviews" />: of each card the newest {MOST_PAST_REVIEWS}{' '}
          are kept.
        </Trans>
      );
    case 'impossible':
      return (
        <Plural value={count} one="# review with a date that can’t be." other="# reviews with dates that can’t be." />
      );
  }
};
