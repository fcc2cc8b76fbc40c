import type {
  ActivityFields,
  CourseFields,
  LessonFields,
  SkillFields,
  UnitFields,
} from '@hornbook/shared/authoring/author-format.ts';
import type { AuthoredAsset, AuthoredQuestion, Markdown } from '@hornbook/shared/authoring/authored-question.ts';
import type { Place } from '@hornbook/shared/authoring/problems.ts';
import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import type { MadeMedia, StoryFields } from './story-format.ts';

export interface AuthoredActivity {
  fields: ActivityFields;
  place: Place;
  kind: ActivityKind;
  instructions: Markdown;
  questions: AuthoredQuestion[];
}

/** What is said in a lesson, and what its recordings say of themselves. */
export interface AuthoredStory {
  fields: StoryFields;
  made: MadeMedia;
  /** Where the line stands, or what it asks. */
  linePlace: (index: number) => Place;
}

export interface AuthoredLesson {
  fields: LessonFields;
  place: Place;
  content: Markdown;
  explanation: Markdown | null;
  story: AuthoredStory | null;
  activities: AuthoredActivity[];
  codePlace: Place;
}

export interface AuthoredUnit {
  fields: UnitFields;
  place: Place;
  skillsPlace: Place;
  summary: Markdown;
  lessons: AuthoredLesson[];
  activities: AuthoredActivity[];
}

export interface AuthoredSkill {
  fields: SkillFields;
  place: Place;
}

/** A course folder, read and well-formed: each file and field is what the format says. */
export interface AuthoredCourse {
  /** Name of the folder. */
  folder: string;
  fields: CourseFields;
  place: Place;
  placeOf: (field: string) => Place;
  description: Markdown;
  skills: AuthoredSkill[];
  units: AuthoredUnit[];
  assets: Map<string, AuthoredAsset>;
  /** Hash of all files of the folder: the same folder is the same course. */
  sourceSha256: string;
}
