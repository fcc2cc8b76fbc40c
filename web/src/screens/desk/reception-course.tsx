import type { CourseReception, ReceptionTarget } from '@hornbook/shared/authoring/course-reception.ts';
import { GROUP } from '@hornbook/shared/authoring/course-reception.ts';
import { allWithin, childrenOf, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './desk.module.css';
import { iconOf, usePartName } from './part-words.tsx';
import { findPart, pathOf } from './use-ready-course.ts';

export interface ReceptionProps {
  course: DraftNode;
  reception: CourseReception;
}

/** From the beginning over each lesson to the end: where they are lost. */
export const HowFar = ({ course, reception }: ReceptionProps) => {
  const { begun, finished, lessons } = reception;
  const nameOf = usePartName();
  const { t } = useLingui();
  const counted = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  if (begun === 0) return null;
  return (
    <Section title={<Trans>How far they come</Trans>}>
      <ul className={styles.items}>
        <Step of={begun} reached={begun} name={t`Began the course`} />
        {childrenOf(course, 'unit')
          .flatMap((unit) => childrenOf(unit, 'lesson'))
          .map((lesson) => (
            <Step
              key={lesson.id}
              of={begun}
              reached={counted.get(lesson.id)?.completed ?? 0}
              opened={counted.get(lesson.id)?.opened ?? 0}
              name={nameOf(lesson)}
            />
          ))}
        <Step of={begun} reached={finished} name={t`Finished the course`} />
      </ul>
    </Section>
  );
};

const Step = ({ name, of, reached, opened }: { name: string; of: number; reached: number; opened?: number }) => {
  const { t } = useLingui();
  return (
    <li className={styles.step}>
      <bdi>{name}</bdi>
      <span className={styles.quiet}>
        {opened === undefined ? (
          <Learners count={reached} />
        ) : (
          <>
            <Trans>
              read to the end by <Learners count={reached} />
            </Trans>
            {opened > reached && (
              <>
                {' · '}
                <Trans>opened by {opened}</Trans>
              </>
            )}
          </>
        )}
      </span>
      <ProgressBar value={of === 0 ? 0 : reached / of} label={t`Learners: ${name}`} />
    </li>
  );
};

/** So many; a group that is not whole is told as that. */
export const Learners = ({ count }: { count: number }): ReactNode =>
  count === 0 ? (
    <Trans>fewer than {GROUP} learners</Trans>
  ) : (
    <Plural value={count} one="# learner" other="# learners" />
  );

/** Stars, and what they wrote. */
export const WhatTheySay = ({ course, reception }: ReceptionProps) => {
  const { stars, texts } = reception;
  const { i18n } = useLingui();
  const nameOf = usePartName();
  const order = allWithin(course).map(({ id }) => id);
  const about = (target: ReceptionTarget, id: string) => (target === 'course' ? course : findPart(course, id));
  const rated = stars
    .flatMap((one) => {
      const node = about(one.target, one.id);
      return node ? [{ ...one, node }] : [];
    })
    .toSorted((a, b) => order.indexOf(a.node.id) - order.indexOf(b.node.id));
  if (rated.length === 0 && texts.length === 0) return null;
  return (
    <Section title={<Trans>What they say</Trans>}>
      <Rows>
        {rated.map(({ node, learners, average }) => (
          <Row
            key={node.id}
            icon={iconOf(node)}
            tone="quiet"
            href={pathOf(course, node)}
            title={<bdi>{nameOf(node)}</bdi>}
            detail={<Learners count={learners} />}
            end={
              <Tag tone="accent" icon="star">
                <Trans>{i18n.number(average)} of 5</Trans>
              </Tag>
            }
          />
        ))}
      </Rows>
      {texts.length > 0 && (
        <ul className={styles.items}>
          {texts.map(({ target, id, stars: given, type, text }, index) => {
            const node = about(target, id);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have written the same, and the list is made anew as a whole.
              <li key={index} className={styles.said}>
                <span className={styles.state}>
                  <Tag tone={type === 'problem' ? 'wrong' : 'info'}>{typeWords[type]}</Tag>
                  <Tag icon="star">
                    <Trans>{i18n.number(given)} of 5</Trans>
                  </Tag>
                  {node && <bdi>{nameOf(node)}</bdi>}
                </span>
                <p dir="auto">{text}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
};

const typeWords: Record<CourseReception['texts'][number]['type'], ReactNode> = {
  praise: <Trans>Praise</Trans>,
  problem: <Trans>A problem</Trans>,
  idea: <Trans>An idea</Trans>,
  question: <Trans>A question</Trans>,
};
