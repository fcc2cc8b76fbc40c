import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';
import type { SkillView } from '../../data/queries/skills.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Minutes } from '../../i18n/words.tsx';
import styles from './practice.module.css';
import type { PracticeAdvice } from './practice-order.ts';
import { ReviewButton } from './review-button.tsx';

const Hero = ({ kicker, title, children, action }: Record<'kicker' | 'title' | 'children' | 'action', ReactNode>) => (
  <Card hero kicker={kicker}>
    <h2 className={styles.headline}>{title}</h2>
    <p className={styles.quiet}>{children}</p>
    {action}
  </Card>
);

const Go = ({ skill, children }: { skill: SkillView; children: ReactNode }) =>
  skill.practice && (
    <ButtonLink href={`/play/${skill.practice.courseSlug}/${skill.practice.activityId}`} wide>
      {children} · <Minutes count={skill.practice.minutes} />
    </ButtonLink>
  );

interface AdviceProps {
  advice: PracticeAdvice;
  offers: Record<FreeMode, FreeOffer>;
}

/** The one thing to practise now. */
export const Advice = ({ advice, offers: { review } }: AdviceProps) => {
  const { day } = useFormat();
  const { questions } = review;
  const title = (skill: SkillView) =>
    questions > 0 ? <Plural value={questions} one="# question" other="# questions, weakest first" /> : skill.name;
  // Where only a test graded by the service trains it, that is the way.
  const action = (skill: SkillView) =>
    questions > 0 ? (
      <ReviewButton offer={review} />
    ) : (
      <Go skill={skill}>
        <Trans>Practise</Trans>
      </Go>
    );
  switch (advice.kind) {
    case 'fading': {
      const { first, count } = advice;
      const { name } = first;
      return (
        <Hero kicker={<Trans>Due now</Trans>} title={title(advice.first)} action={action(advice.first)}>
          <Plural
            value={count}
            one={`${name} is fading. A few minutes bring it back, and it will last longer than before.`}
            other={`# skills are fading. A few minutes bring them back, and they will last longer than before.`}
          />
        </Hero>
      );
    }
    case 'learning': {
      const { name } = advice.first;
      return (
        <Hero kicker={<Trans>Being learned</Trans>} title={title(advice.first)} action={action(advice.first)}>
          <Trans>{name} comes first. Right answers on two different days make a skill yours.</Trans>
        </Hero>
      );
    }
    case 'new': {
      const { name, description } = advice.first;
      return (
        <Hero
          kicker={<Trans>Something new</Trans>}
          title={name}
          action={
            <Go skill={advice.first}>
              <Trans>Try it</Trans>
            </Go>
          }
        >
          {description}
        </Hero>
      );
    }
    case 'rest': {
      const when = advice.next?.dueAt ? day(advice.next.dueAt) : null;
      const name = advice.next?.name;
      return (
        <Hero kicker={<Trans>All is well</Trans>} title={<Trans>Nothing is fading</Trans>} action={null}>
          {when && name && (
            <Trans>
              {name} is the next to review, around {when}.
            </Trans>
          )}
        </Hero>
      );
    }
    case 'nothing':
      return (
        <Hero
          kicker={<Trans>Before you practise</Trans>}
          title={<Trans>Answer your first questions</Trans>}
          action={
            <ButtonLink href="/" wide>
              <Trans>Go to Today</Trans>
            </ButtonLink>
          }
        >
          <Trans>What you answer in a course becomes a skill here. It is shown when it begins to fade.</Trans>
        </Hero>
      );
  }
};
