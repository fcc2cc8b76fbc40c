import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { useDueReviews } from '../../data/queries/due-reviews.ts';
import { useFreePractice } from '../../data/queries/free-practice.ts';
import { useSkills } from '../../data/queries/skills.ts';
import { Screen } from '../../shell/screen.tsx';
import { Advice } from './advice.tsx';
import { DueHero } from './due-hero.tsx';
import { FreeButtons } from './free-buttons.tsx';
import { Leeches } from './leeches.tsx';
import { practiceAdvice, weakestFirst } from './practice-order.ts';
import { SkillMap } from './skill-map.tsx';
import { SpeakLink } from './speak-link.tsx';

/** Practice: what to strengthen now, and how all skills stand. */
export const PracticeScreen = () => {
  const { t } = useLingui();
  const map = useSkills();
  const offers = useFreePractice();
  const due = useDueReviews();
  const ordered = map && offers && due && weakestFirst(map.skills);
  const hasOwn = ordered?.some(({ own }) => own) ?? false;
  return (
    <Screen title={t`Practice`}>
      {!ordered && <Skeleton label={t`Counting up your skills`} />}
      {ordered && !hasOwn && (
        <EmptyState
          icon="practice"
          title={<Trans>Nothing to practise yet</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>Choose a course</Trans>
            </ButtonLink>
          }
        >
          <Trans>Take a course: its skills gather here, and come back when they begin to fade.</Trans>
        </EmptyState>
      )}
      {map && offers && due && ordered && hasOwn && (
        <>
          {due.waiting > 0 ? (
            <DueHero due={due} offer={offers.review} />
          ) : (
            <Advice advice={practiceAdvice(ordered)} offers={offers} />
          )}
          <FreeButtons offers={offers} />
          <SpeakLink offer={offers.speak} />
          <Leeches />
          <SkillMap skills={ordered} />
          <ButtonLink href="/me/how" look="plain">
            <Trans>How Hornbook decides</Trans>
          </ButtonLink>
          <ButtonLink href="/practice/anki" look="plain">
            <Trans>Bring your Anki history</Trans>
          </ButtonLink>
        </>
      )}
    </Screen>
  );
};
