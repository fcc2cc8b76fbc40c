import type { Place, Problems } from '@hornbook/shared/authoring/problems.ts';
import type { AuthoredActivity, AuthoredCourse, AuthoredSkill } from './authored-course.ts';

/** The skills of all courses by slug: a course may train a skill another one declares. */
export type SkillsBySlug = ReadonlyMap<string, AuthoredSkill>;

/** Checks what no single file can show: ids and slugs used twice in any course, skills that nobody declares. */
export const checkCourses = (courses: readonly AuthoredCourse[], problems: Problems): SkillsBySlug => {
  const ids = new Map<string, Place>();
  const claimId = (id: string, place: Place) => {
    const first = ids.get(id);
    if (first)
      problems.add(place, `the id ${id} is already used in ${first.file}:${first.line}; every thing has its own`);
    else ids.set(id, place);
  };
  const skills = new Map<string, AuthoredSkill>();
  const slugs = new Map<string, Place>();

  for (const course of courses) {
    claimId(course.fields.id, course.place);
    const other = slugs.get(course.fields.slug);
    if (other) problems.add(course.placeOf('slug'), `the slug ${course.fields.slug} is already used in ${other.file}`);
    slugs.set(course.fields.slug, course.placeOf('slug'));
    for (const skill of course.skills) {
      claimId(skill.fields.id, skill.place);
      const { slug } = skill.fields;
      const declared = skills.get(slug);
      if (declared)
        problems.add(
          skill.place,
          `the skill ${slug} is already declared in ${declared.place.file}:${declared.place.line}`,
        );
      else skills.set(slug, skill);
    }
  }

  const checkSkills = (named: readonly string[], place: Place) => {
    for (const slug of named) {
      const skill = skills.get(slug);
      if (!skill) problems.add(place, `unknown skill "${slug}"; declare it in course.md`);
      else if (skill.fields.retired) problems.add(place, `the skill "${slug}" is retired`);
    }
  };
  const checkActivity = (activity: AuthoredActivity) => {
    claimId(activity.fields.id, activity.place);
    for (const question of activity.questions) {
      claimId(question.fields.id, question.place);
      if (!question.fields.retired) checkSkills(question.fields.skills ?? [], question.place);
    }
    if (!activity.fields.retired && activity.questions.every((question) => question.fields.retired)) {
      problems.add(activity.place, 'all its questions are retired; retire the activity as well');
    }
  };
  for (const course of courses) {
    for (const unit of course.units) {
      claimId(unit.fields.id, unit.place);
      if (!unit.fields.retired) checkSkills(unit.fields.skills, unit.skillsPlace);
      for (const lesson of unit.lessons) {
        claimId(lesson.fields.id, lesson.place);
        if (!lesson.fields.retired) checkSkills(lesson.fields.skills, lesson.place);
        lesson.activities.forEach(checkActivity);
      }
      unit.activities.forEach(checkActivity);
    }
  }
  return skills;
};
