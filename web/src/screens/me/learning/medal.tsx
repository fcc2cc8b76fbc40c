import type { AchievementDefinition, AchievementId } from '@hornbook/shared/learning/achievements.ts';
import styles from './learning.module.css';

/** What is drawn on each horn sheet: on a grid of 24, with the pen of our icons. */
const drawings: Record<AchievementId, string> = {
  'first-lesson': 'M5 7c3-1 5-.6 7 .8V19c-2-1.4-4-1.8-7-.8zM19 7c-3-1-5-.6-7 .8V19c2-1.4 4-1.8 7-.8z',
  'first-answers': 'M6 7h12v8.5h-6.5L8 19v-3.5H6zM9 11.2h6',
  'first-skill':
    'M12 19v-8M12 13c-3.5 0-5-1.8-5-4.8 3.4 0 5 1.7 5 4.8ZM12 11c0-3 1.6-4.6 5-4.6 0 3.2-1.7 4.6-5 4.6ZM8 19h8',
  'ten-lessons': 'M6 18.5h12M7 15h10M6.5 11.5h11M7.5 8h9M8.5 4.8h7',
  'fifty-lessons': 'M5.5 19V6h3v13M8.5 8h3v11M13 18.6 10.9 7.2M13.2 6.9l2.9-.5 2.2 11.9-2.9.6zM4.5 19h15',
  'first-course': 'M7 20V4.5M7 5.5c3.6-1.7 6.4 1.7 11 0v8c-4.6 1.7-7.4-1.7-11 0',
  'three-courses': 'M5 19l4.5-9 3 5 2-3.5L19 19ZM9.5 10V5M9.5 5.2l3.5 1.3-3.5 1.4',
  'hundred-right': 'm5 12.5 3.2 3.2 5-6.2M11 15.2l.9.8 6.6-8.2',
  'thousand-right': 'M4.5 9.5l2.5 2.5 4-5M9.5 17l2.5 2.5 4-5M12.5 9.5 15 12l4.5-5.5',
  'all-right': 'm12 4.5 2.2 4.8 5.2.6-3.9 3.6 1 5.2-4.5-2.6-4.5 2.6 1-5.2-3.9-3.6 5.2-.6z',
  'all-right-ten':
    'm8.5 5 1.3 2.8 3 .4-2.2 2.1.6 3-2.7-1.5-2.7 1.5.6-3-2.2-2.1 3-.4zM16 12l1 2.1 2.3.3-1.7 1.6.4 2.3-2-1.1-2 1.1.4-2.3-1.7-1.6 2.3-.3z',
  'ten-skills':
    'M12 20v-7M12 13c-4.5 0-6.5-2.5-6.5-6C9 7 12 8.5 12 13ZM12 13c4.5 0 6.5-2.5 6.5-6C15 7 12 8.5 12 13ZM12 8.5C10.5 7 10.5 5.5 12 3.5c1.5 2 1.5 3.5 0 5ZM8 20h8',
  'three-days': 'M4.5 17h15M7.5 17a4.5 4.5 0 0 1 9 0M12 7.5v2M6.3 10l1.4 1.4M17.7 10l-1.4 1.4',
  'thirty-days': 'M5.5 6.5h13v12h-13zM5.5 10h13M9 4.5v3M15 4.5v3M9 14l2 2 4-3.5',
  'hundred-days':
    'M12 20V9M12 9c-4 0-6-2-6-4.5 2.5-.5 5.5.5 6 4.5ZM12 9c4 0 6-2 6-4.5-2.5-.5-5.5.5-6 4.5ZM8 20h8M8.5 14H12M15.5 16.5H12',
  'week-in-a-row': 'M4.5 12h15M6 9.5v5M9 9.5v5M12 9.5v5M15 9.5v5M18 9.5v5',
  'month-in-a-row': 'M14.5 5a7.3 7.3 0 1 0 4.7 10.5A6.3 6.3 0 0 1 14.5 5Z',
  'five-hours': 'M7.5 4.5h9M7.5 19.5h9M8.5 4.5c0 4 7 5 7 7.5s-7 3.5-7 7.5M15.5 4.5c0 4-7 5-7 7.5s7 3.5 7 7.5',
  'well-rested': 'M5 13h14M6.5 13c0-4 2-6 5.5-6s5.5 2 5.5 6M7 13v4M17 13v4M9 10h2.5',
  'came-back': 'M5 12.5 12 6l7 6.5M7 11v7.5h10V11M10.5 18.5v-4h3v4',
  'brought-back':
    'M12 20v-6.5M12 13.5c3 0 4.5-1.5 4.5-4.2-3 0-4.5 1.5-4.5 4.2ZM18.5 14a6.8 6.8 0 1 1 .2-5M19 5.5V9h-3.5',
  'did-better': 'M5 18.5h3v-4H5zM10.5 18.5h3V11h-3zM16 18.5h3V7h-3zM5.5 10.5l6-5.5M11.5 8V5h-3',
};

/** An achievement: a little hornbook, its sheet drawn on, its board in the colour of its type. */
export const Medal = ({
  id,
  type,
  earned,
}: Pick<AchievementDefinition, 'type'> & { id: AchievementId; earned: boolean }) => (
  <svg viewBox="0 0 48 60" className={`${styles.medal} ${earned ? styles[type] : styles.unearned}`} aria-hidden="true">
    <path
      className={styles.board}
      d="M9 3h30a6 6 0 0 1 6 6v30a6 6 0 0 1-6 6H29v7a5 5 0 0 1-10 0v-7H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z"
    />
    <circle className={styles.hole} cx="24" cy="51.5" r="1.7" />
    <rect className={styles.sheet} x="7.5" y="7.5" width="33" height="33" rx="3.5" />
    <path className={styles.drawing} transform="translate(12 12)" d={drawings[id]} />
  </svg>
);
