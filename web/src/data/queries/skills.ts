import type { CourseManifest, Skill } from '@hornbook/shared/content/pack.ts';
import { DAY_MS } from '@hornbook/shared/learning/local-day.ts';
import { type MasteryLack, masteryLack, masteryProgress } from '@hornbook/shared/learning/mastery-progress.ts';
import { retrievability, type SkillStatus, skillStatus } from '@hornbook/shared/learning/skill-state.ts';
import type { Connections } from '../connections.ts';
import { correctedNow } from '../corrected-clock.ts';
import { useLive } from './live.ts';

export interface SkillView {
  skillId: string;
  name: string;
  subjectArea: string;
  description: string;
  status: SkillStatus;
  /** Of a course the learner takes, or answered before. */
  own: boolean;
  /** How near it is to being mastered by all that mastery asks, 0–1, full only then; null before the first answer. */
  known: number | null;
  /** What it still wants most; null when it is mastered or was never answered. */
  lacks: MasteryLack | null;
  /** Mastered ones: the chance to recall it now, 0–1. */
  retrievability: number | null;
  /** When it will begin to fade, ms; null while not mastered. */
  dueAt: number | null;
  lastAt: number | null;
  /** Something on this device that trains it, or null. */
  practice: {
    courseId: string;
    courseSlug: string;
    activityId: string;
    lessonId: string | null;
    minutes: number;
  } | null;
}

export interface SkillMap {
  skills: SkillView[];
  counts: Record<SkillStatus, number>;
}

/** Roughly a minute for two questions: what a practice of a skill costs, for the learner's planning. */
const minutesFor = (questions: number): number => Math.max(1, Math.ceil(questions / 2));

export const readSkills = async (connections: Connections): Promise<SkillMap> => {
  const { learner, catalogue } = connections;
  const [entries, manifests, states, partIds, enrollments, asOf] = await Promise.all([
    catalogue.catalogue.get('catalogue'),
    catalogue.manifests.toArray(),
    learner.skillStates.toArray(),
    catalogue.parts.toCollection().primaryKeys(),
    learner.rows('enrollments').toArray(),
    correctedNow(learner),
  ]);
  const taken = new Set(
    enrollments
      .filter(({ status, deletedAt }) => status !== 'dropped' && deletedAt === null)
      .map((row) => row.courseId),
  );
  const own = new Set<string>();
  const stored = new Set(partIds);
  const current = new Map(entries?.catalogue.courses.map(({ courseId, version }) => [courseId, version]));
  const shown = manifests.filter(({ courseId, version }) => (current.get(courseId) ?? version) === version);
  const known = new Map<string, Skill>();
  const practice = new Map<string, SkillView['practice']>();
  for (const { manifest } of shown) {
    for (const skill of manifest.skills) {
      known.set(skill.id, skill);
      if (taken.has(manifest.courseId)) own.add(skill.id);
    }
    for (const [skillId, found] of practicesOf(manifest, stored))
      if (!practice.has(skillId)) practice.set(skillId, found);
  }
  const byId = new Map(states.map((state) => [state.skillId, state]));
  const counts: SkillMap['counts'] = { not_started: 0, in_progress: 0, mastered: 0, review_needed: 0 };
  const skills = [...known.values()].map((skill): SkillView => {
    const state = byId.get(skill.id);
    const status = skillStatus(state, asOf, state?.touched);
    counts[status] += 1;
    const { mastered = false, stability = null, lastGoodAt = null } = state ?? {};
    return {
      skillId: skill.id,
      name: skill.name,
      subjectArea: skill.subjectArea,
      description: skill.description,
      status,
      own: own.has(skill.id) || status !== 'not_started',
      known: state && state.items > 0 ? masteryProgress(state) : null,
      lacks: state && state.items > 0 ? masteryLack(state) : null,
      retrievability:
        mastered && stability !== null && lastGoodAt !== null
          ? retrievability((asOf - lastGoodAt) / DAY_MS, stability)
          : null,
      dueAt: state?.dueAt ?? null,
      lastAt: state?.lastAt ?? null,
      practice: practice.get(skill.id) ?? null,
    };
  });
  return { skills, counts };
};

/** For each skill the first playable activity that trains it, practice before quiz before the rest. */
const practicesOf = (manifest: CourseManifest, stored: ReadonlySet<string>): Map<string, SkillView['practice']> => {
  const rank = { practice: 0, quiz: 1, challenge: 2, test: 3 };
  const found = new Map<string, { rank: number; practice: NonNullable<SkillView['practice']> }>();
  for (const unit of manifest.units) {
    const places = [
      ...unit.lessons.map((lesson) => ({ ...lesson, lessonId: lesson.id as string | null })),
      ...(unit.part ? [{ ...unit, part: unit.part, lessonId: null }] : []),
    ];
    for (const { skillIds, activities, part, lessonId } of places) {
      if (!stored.has(part.sha256)) continue;
      for (const { id, kind, questionCount } of activities) {
        for (const skillId of skillIds.length > 0 ? skillIds : unit.skillIds) {
          if ((found.get(skillId)?.rank ?? 9) <= rank[kind]) continue;
          const { courseId, slug: courseSlug } = manifest;
          const practice = { courseId, courseSlug, activityId: id, lessonId, minutes: minutesFor(questionCount) };
          found.set(skillId, { rank: rank[kind], practice });
        }
      }
    }
  }
  return new Map([...found].map(([skillId, { practice }]) => [skillId, practice]));
};

/** All skills of the courses this device knows, in their four states. */
export const useSkills = (): SkillMap | undefined => useLive(readSkills);
