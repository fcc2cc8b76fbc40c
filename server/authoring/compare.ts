import type { Change } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { Activity, CourseManifest, LessonPart, PartRef, UnitPart } from '@hornbook/shared/content/pack.ts';

/** A published version: its manifest, and its other files by hash. */
export interface Version {
  manifest: CourseManifest;
  read: (ref: PartRef) => LessonPart | UnitPart | null;
}

interface Thing {
  what: Change['what'];
  title: string;
  /** Its own words, without those of what is in it. */
  said: string;
}

/** What learners who have `before` will notice of `after`; everything, where there was nothing before. */
export const compareVersions = (before: Version | null, after: Version): Change[] => {
  const [old, now] = [before ? thingsOf(before) : new Map<string, Thing>(), thingsOf(after)];
  const changes: Change[] = [];
  for (const [id, { what, title, said }] of now) {
    const known = old.get(id);
    if (!known) changes.push({ kind: 'added', what, title });
    else if (known.said !== said) changes.push({ kind: 'changed', what, title });
  }
  for (const [id, { what, title }] of old) if (!now.has(id)) changes.push({ kind: 'removed', what, title });
  return changes;
};

const thingsOf = ({ manifest, read }: Version): Map<string, Thing> => {
  const things = new Map<string, Thing>();
  const { units, skills, ...about } = manifest;
  things.set(manifest.courseId, { what: 'course', title: manifest.title, said: JSON.stringify([about, skills]) });
  const addActivities = (activities: readonly Activity[]) => {
    for (const { questions, ...activity } of activities) {
      const order = questions.map(({ id }) => id);
      const { questionCount: _count, possiblePoints: _points, answerKeySha256: _key, ...said } = activity;
      things.set(activity.id, { what: 'activity', title: activity.title, said: JSON.stringify([said, order]) });
      for (const question of questions)
        things.set(question.id, {
          what: 'question',
          title: wordsOf(question.promptHtml),
          said: JSON.stringify(question),
        });
    }
  };
  for (const unit of units) {
    const { lessons, activities: _, part, assets: __, ...said } = unit;
    const order = lessons.map(({ id }) => id);
    things.set(unit.id, { what: 'unit', title: unit.title, said: JSON.stringify([said, order]) });
    for (const lesson of lessons) {
      const { activities: _activities, part: ref, ...header } = lesson;
      const content = read(ref);
      const { activities = [], ...own } = (content ?? {}) as Partial<LessonPart>;
      things.set(lesson.id, { what: 'lesson', title: lesson.title, said: JSON.stringify([header, own]) });
      addActivities(activities);
    }
    addActivities((part && read(part)?.activities) ?? []);
  }
  return things;
};

const LONGEST = 80;

/** How a question begins, in plain words. */
const wordsOf = (html: string): string => {
  const text = html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&lt;/g, '<')
    .replaceAll(/&gt;/g, '>')
    .replaceAll(/&quot;/g, '"')
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll(/&amp;/g, '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};
