import { Trans } from '@lingui/react/macro';
import { useHistoryState } from 'wouter/use-browser-location';
import { Section } from '../../components/page.tsx';
import type { SkillChange } from '../../data/commands/take-attempt.ts';
import type { AskedQuestion } from '../../data/queries/asked-question.ts';
import { useAttemptsOf } from '../../data/queries/attempts.ts';
import { useSkills } from '../../data/queries/skills.ts';
import { Screen } from '../../shell/screen.tsx';
import { EarlierAttempts } from '../attempts/earlier-attempts.tsx';
import { FeedbackButton } from '../feedback/feedback-button.tsx';
import { type PlayableAttempt, type Played, tutorOf } from '../player/played.ts';
import { TutorButton } from '../tutor/tutor-button.tsx';
import { NextAfterActivity, NextAfterFree } from './next-buttons.tsx';
import { type QuestionResult, questionResult } from './question-result.ts';
import { QuestionResults } from './question-results.tsx';
import { ScoreCard } from './score-card.tsx';
import { type ShownSkill, SkillChanges } from './skill-changes.tsx';

/** Which skills a question trains: its own, else its unit's. */
const skillsOf = (view: PlayableAttempt, { question }: AskedQuestion): string[] =>
  question.skillIds.length > 0 || view.kind === 'free' ? question.skillIds : view.place.unit.skillIds;

/** What the attempt did just now, told by the player; else the skills as they stand. */
const useShownSkills = (view: PlayableAttempt): ShownSkill[] => {
  const state = useHistoryState<{ skills?: SkillChange[] } | null>();
  const map = useSkills();
  const trained = new Map<string, QuestionResult[]>();
  for (const asked of view.questions) {
    const result = questionResult(asked, view.attempt);
    for (const id of skillsOf(view, asked)) trained.set(id, [...(trained.get(id) ?? []), result]);
  }
  const changes = state?.skills ?? map?.skills.map((after) => ({ before: undefined, after })) ?? [];
  return changes
    .filter(({ after }) => trained.has(after.skillId))
    .map((change) => {
      const results = trained.get(change.after.skillId) ?? [];
      const waits = results.some(({ kind }) => kind === 'waiting');
      const right = results.filter((result) => result.kind === 'graded' && result.correct).length;
      return { ...change, right: waits ? null : right, asked: results.length };
    });
};

/** The end of an attempt: what changed, what was right and why, and where to go from here. */
export const Results = ({ played }: { played: Played }) => {
  const { view, title, home } = played;
  const { attempt } = view;
  // A free attempt has no activity, and so no others to be compared with.
  const history = useAttemptsOf(attempt.activityId ?? 'none');
  const skills = useShownSkills(view);
  const tutor = tutorOf(played);
  const earlier = history ? history.completed.filter(({ attempt: { id } }) => id !== attempt.id) : [];
  return (
    <Screen
      title={title}
      ownHeading
      focused
      back={{ href: home, place: title, close: true }}
      tool={tutor && <TutorButton {...tutor} />}
      bottom={view.kind === 'ready' ? <NextAfterActivity view={view} /> : <NextAfterFree mode={view.mode} />}
    >
      <ScoreCard played={played} history={history} />
      {skills.length > 0 && (
        <Section title={<Trans>What changed</Trans>}>
          <SkillChanges skills={skills} />
        </Section>
      )}
      <Section title={<Trans>Question by question</Trans>}>
        <QuestionResults view={view} />
      </Section>
      {history && earlier.length > 0 && (
        <EarlierAttempts
          title={<Trans>Other attempts</Trans>}
          history={history}
          except={attempt.id}
          href={view.kind === 'ready' ? `/play/${view.entry.slug}/${view.activity.id}/attempts` : home}
        />
      )}
      {attempt.activityId && attempt.courseId && (
        <FeedbackButton
          target={{ targetKind: 'activity', targetId: attempt.activityId, courseId: attempt.courseId }}
          name={title}
        />
      )}
    </Screen>
  );
};
