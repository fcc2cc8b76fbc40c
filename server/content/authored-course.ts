import type { ActivityKind } from '@hornbook/shared/content/pack.ts';
import type {
  ActivityFields,
  CourseFields,
  LessonFields,
  QuestionFields,
  SkillFields,
  UnitFields,
} from './author-format.ts';
import type { CodeParts } from './code-folders.ts';
import type { Markdown } from './front-matter.ts';
import type { Place } from './problems.ts';
import type { MadeMedia, StoryFields } from './story-format.ts';

/** A file a course shows: its bytes, and what its kind says about it. */
export interface AuthoredAsset {
  /** From the course folder: assets/neuron.svg. */
  path: string;
  bytes: Uint8Array;
  sha256: string;
  kind: 'image' | 'video' | 'audio' | 'subtitle' | 'metadata' | 'document';
  mediaType: string;
  /** Of images, in CSS pixels. */
  size: { width: number; height: number } | null;
}

/** A question with its texts found in the file, so that what is wrong in a text can be told with its line. */
export interface AuthoredQuestion {
  fields: QuestionFields;
  place: Place;
  markdown: (...path: (string | number)[]) => Markdown;
  /** Of a code question: what its folder holds. */
  code: CodeParts | null;
}

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
