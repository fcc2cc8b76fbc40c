import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { CourseCover } from '../../components/course-cover.tsx';
import { enrol } from '../../data/commands/enrol.ts';
import { setProfile } from '../../data/commands/set-profile.ts';
import type { CourseSummary } from '../../data/queries/course-view.ts';
import { difficultyWords } from '../../i18n/words.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './today.module.css';

/** The first choice there is: what for. It takes the course that leads there, and nothing else is asked. */
export const GoalPicker = ({ courses }: { courses: CourseSummary[] }) => {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const handlePick = async ({ courseId, goal }: CourseSummary['entry']) => {
    setBusy(true);
    const outcome = await enrol(courseId);
    if (outcome.kind === 'not-stored') showToast(t`Not saved: make some room on this device, then try again.`);
    else void setProfile({ goals: [goal] });
    setBusy(false);
  };
  return (
    <ul className={styles.goals}>
      {courses.map(({ entry }) => (
        <li key={entry.courseId}>
          <button type="button" className={styles.goal} disabled={busy} onClick={() => void handlePick(entry)}>
            <CourseCover thumbnail={entry.thumbnail} />
            <span className={styles.goalWords}>
              <span className={styles.goalName} lang={entry.language}>
                {entry.goal}
              </span>
              <span className={styles.goalCourse} lang={entry.language}>
                {entry.title} · {difficultyWords[entry.difficulty]}
              </span>
            </span>
          </button>
        </li>
      ))}
      {courses.length === 0 && (
        <li>
          <Trans>This installation has no published course yet.</Trans>
        </li>
      )}
    </ul>
  );
};
