import { Trans } from '@lingui/react/macro';
import { useHistoryState } from 'wouter/use-browser-location';
import { Section } from '../../components/page.tsx';
import type { SkillChange } from '../../data/commands/take-attempt.ts';
import { useAttemptsOf } from '../../data/queries/attempts.ts';
import { useSkills } from '../../data/queries/skills.ts';
import { Screen } from '../../shell/screen.tsx';
import { History } from '../attempts/history.tsx';
import type { ReadyAttempt } from '../player/use-player.ts';
import { NextButtons } from './next-buttons.tsx';
import { QuestionResults } from './question-results.tsx';
import { ScoreCard } from './score-card.tsx';
import { type ShownSkill, SkillChanges } from './skill-changes.tsx';

/** What the attempt did just now, told by the player; else the skills as they stand. */
const useShownSkills = ({ questions, place }: ReadyAttempt): ShownSkill[] => {
  const state = useHistoryState<{ skills?: SkillChange[] } | null>();
  const map = useSkills();
  if (state?.skills) return state.skills;
  const trained = new Set(
    questions.flatMap(({ question }) => (question.skillIds.length > 0 ? question.skillIds : place.unit.skillIds)),
  );
  return (map?.skills ?? [])
    .filter(({ skillId }) => trained.has(skillId))
    .map((after) => ({ before: undefined, after }));
};

/** The end of an activity: what changed, what was right and why, and where to go from here. */
export const Results = ({ view }: { view: ReadyAttempt }) => {
  const { activity, attempt, entry, place } = view;
  const history = useAttemptsOf(activity.id);
  const skills = useShownSkills(view);
  const earlier = history ? history.completed.filter(({ attempt: { id } }) => id !== attempt.id) : [];
  return (
    <Screen
      title={activity.title}
      ownHeading
      focused
      back={{
        href: place.lesson ? `/learn/${entry.slug}/lessons/${place.lesson.id}` : `/learn/${entry.slug}`,
        place: activity.title,
        close: true,
      }}
      bottom={<NextButtons view={view} />}
    >
      <ScoreCard view={view} history={history} />
      {skills.length > 0 && (
        <Section title={<Trans>What changed</Trans>}>
          <SkillChanges skills={skills} />
        </Section>
      )}
      <Section title={<Trans>Question by question</Trans>}>
        <QuestionResults view={view} />
      </Section>
      {history && earlier.length > 0 && (
        <Section title={<Trans>Other attempts</Trans>}>
          <History history={history} except={attempt.id} />
        </Section>
      )}
    </Screen>
  );
};
