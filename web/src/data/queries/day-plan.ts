import type { LessonPart, QuestionOf, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type PlanEntry, planDay } from '@hornbook/shared/learning/daily-plan.ts';
import { readToday } from '../corrected-clock.ts';
import { type ActivityPlace, findActivity } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';
import type { CourseView, MediaView } from './course-view.ts';
import { readDueReviews } from './due-reviews.ts';
import { readPart } from './lessons.ts';
import { useLive } from './live.ts';
import { planStateOf, readActiveCourses, readPlanRows } from './plan-state.ts';
import { readSkills, type SkillMap } from './skills.ts';
import { isSoundHere } from './sound-here.ts';

/** An entry as it is shown: by name, with where it leads and whether that is on this device. */
export interface DayEntry extends PlanEntry {
  /** Null for what has no name of its own. */
  title: string | null;
  courseTitle: string | null;
  /** The language of the title. */
  language: string | null;
  begun: boolean;
  answered: number;
  questions: number;
  /** Playable without a connection. */
  ready: boolean;
  sizeBytes: number;
  /** Null: it is begun by a command (`startFreeAttempt`), or can't be from here. */
  href: string | null;
}

export interface DayPlan {
  localDay: string;
  minutes: number;
  /** To do, in order; what is not on this device comes last. */
  open: DayEntry[];
  done: DayEntry[];
  /** Skipped, or moved to another day: can be taken back. */
  aside: DayEntry[];
  /** Skills that fade, whether or not the day has room for them. */
  fading: number;
  /** Courses being taken. */
  courses: number;
}

export const readDayPlan = async (connections: Connections): Promise<DayPlan> => {
  const day = await readToday(connections.learner);
  const [courses, skills, rows] = await Promise.all([
    readActiveCourses(connections),
    readSkills(connections),
    readPlanRows(connections, day),
  ]);
  const { minutes, ...state } = planStateOf(rows, courses, day);
  const planned = planDay(state, day, minutes);
  const playable = planned.some(({ kind }) => kind === 'cards') ? await readDueReviews(connections) : null;
  const entries = await Promise.all(
    planned.map(async (entry) => ({ ...entry, ...(await placeOf(connections, entry, courses, skills, playable)) })),
  );
  const open = entries.filter(({ status }) => status === 'open' || status === 'started');
  return {
    localDay: day,
    minutes,
    open: [...open.filter(({ ready }) => ready), ...open.filter(({ ready }) => !ready)],
    done: entries.filter(({ status }) => status === 'done'),
    aside: entries.filter(({ status }) => status === 'skipped' || status === 'moved'),
    fading: skills.counts.review_needed,
    courses: courses.length,
  };
};

type Place = Omit<DayEntry, keyof PlanEntry>;

const nowhere: Place = {
  title: null,
  courseTitle: null,
  language: null,
  begun: false,
  answered: 0,
  questions: 0,
  ready: false,
  sizeBytes: 0,
  href: null,
};

const placeOf = async (
  connections: Connections,
  entry: PlanEntry,
  courses: readonly CourseView[],
  { skills, counts }: SkillMap,
  playable: { today: readonly unknown[] } | null,
): Promise<Place> => {
  switch (entry.kind) {
    case 'cards':
      return { ...nowhere, ready: (playable?.today.length ?? 0) > 0 };
    case 'mixed':
      return { ...nowhere, ready: counts.mastered > 0 };
    case 'skill': {
      const skill = skills.find(({ skillId }) => skillId === entry.target);
      const practice = skill?.practice;
      const href = practice ? `/play/${practice.courseSlug}/${practice.activityId}` : null;
      return { ...nowhere, title: skill?.name ?? null, ready: href !== null, href };
    }
    case 'attempt':
      return placeOfAttempt(connections, entry.target, courses);
    case 'lesson':
      return placeOfLesson(entry.target, courses);
    case 'quiz':
      return (await placeOfActivity(connections, entry.target, courses)) ?? nowhere;
  }
};

const placeOfAttempt = async (
  connections: Connections,
  attemptId: string,
  courses: readonly CourseView[],
): Promise<Place> => {
  const attempt = await connections.learner.rows('attempts').get(attemptId);
  if (!attempt) return nowhere;
  const place = attempt.activityId
    ? await placeOfActivity(connections, attempt.activityId, courses)
    : { ...nowhere, ready: true };
  return {
    ...(place ?? nowhere),
    begun: true,
    answered: Object.values(attempt.answers).filter(({ response }) => response !== null).length,
    questions: attempt.questionIds.length,
    href: `/attempts/${attemptId}`,
  };
};

const missingMedia = (media: MediaView | null): number => (media ? media.sizeBytes - media.storedBytes : 0);

const placeOfLesson = (lessonId: string, courses: readonly CourseView[]): Place => {
  for (const { entry, units } of courses) {
    for (const lesson of units.flatMap(({ lessons }) => lessons)) {
      if (lesson.header.id !== lessonId) continue;
      return {
        ...nowhere,
        title: lesson.header.title,
        courseTitle: entry.title,
        language: entry.language,
        begun: lesson.status === 'in_progress',
        // A story that can't be heard here yet can be read, but it is not all of what was planned.
        ready: lesson.downloaded && (lesson.media === null || lesson.media.download === 'downloaded'),
        sizeBytes: (lesson.downloaded ? 0 : lesson.sizeBytes) + missingMedia(lesson.media),
        href: `/learn/${entry.slug}/lessons/${lessonId}`,
      };
    }
  }
  return nowhere;
};

/** Whether what an activity asks to say can be heard and judged here; true where it asks nothing of the kind. */
const canBeSaid = async (connections: Connections, { part, header }: ActivityPlace): Promise<boolean> => {
  const known = await connections.catalogue.questionFacts.get(`${part.sha256}/${header.id}`);
  if (!Object.values(known?.facts ?? {}).some(({ solved }) => solved?.kind === 'speak')) return true;
  const stored = await readPart<LessonPart | UnitPart>(connections, part.sha256);
  const questions = stored?.activities.find(({ id }) => id === header.id)?.questions ?? [];
  const spoken = questions.filter((question): question is QuestionOf<'speak'> => question.kind === 'speak');
  const here = await Promise.all(spoken.map((question) => isSoundHere(connections, question)));
  return here.length > 0 && here.every(Boolean);
};

const placeOfActivity = async (
  connections: Connections,
  activityId: string,
  courses: readonly CourseView[],
): Promise<Place | null> => {
  for (const { entry, units, manifest } of courses) {
    const found = findActivity(manifest, activityId);
    if (!found) continue;
    const isSayable = await canBeSaid(connections, found);
    const lesson = units.flatMap(({ lessons }) => lessons).find(({ header }) => header.id === found.lesson?.id);
    const views = units.flatMap(({ activities, lessons }) => [...activities, ...lessons.flatMap((l) => l.activities)]);
    return {
      ...nowhere,
      title: found.header.title,
      courseTitle: entry.title,
      language: entry.language,
      questions: found.header.questionCount,
      ready: isSayable && views.some(({ header, downloaded }) => header.id === activityId && downloaded),
      sizeBytes:
        (lesson?.downloaded ? 0 : found.part.sizeBytes) + (isSayable ? 0 : missingMedia(lesson?.media ?? null)),
      href: `/play/${entry.slug}/${activityId}`,
    };
  }
  return null;
};

/** The plan of today, made anew with every change of the rows it is made of. */
export const useDayPlan = (): DayPlan | undefined => useLive(readDayPlan);
