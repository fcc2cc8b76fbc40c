/** The published form of a course: a manifest and parts, each an immutable JSON file named by its SHA-256 (64 hex digits). */

import type { Clip, LessonMedia, ReferenceVoice } from './media.ts';

export type Difficulty = 'beginner' | 'intermediate' | 'advanced';
export type ActivityKind = 'practice' | 'quiz' | 'test' | 'challenge';

/** A file of a pack. `sizeBytes` is the size before compression. */
export interface PartRef {
  sha256: string;
  sizeBytes: number;
}

export interface AssetRef extends PartRef {
  /** 'image' | 'video' | 'audio' | 'subtitle' | 'metadata' | 'document' */
  kind: string;
  mediaType: string;
  alt: string | null;
  /** Sound or moving pictures: the lesson can be read and done without it. Absent in what is needed. */
  optional?: true;
  /** Of several files with the same name here a device needs one, the first it can play. */
  recording?: string;
}

export interface Skill {
  id: string;
  slug: string;
  name: string;
  subjectArea: string;
  description: string;
}

/** What a list of activities shows; the questions are in the part. */
export interface ActivityHeader {
  id: string;
  kind: ActivityKind;
  title: string;
  difficulty: Difficulty;
  questionCount: number;
  possiblePoints: number;
  timeLimitMs: number | null;
  gradedOn: 'device' | 'server';
  /**
   * Only when graded on the server: hash of the solutions, explanations and feedback that are held back, so that a
   * corrected solution makes a new course version although the device sees none of it.
   */
  answerKeySha256?: string;
}

export interface LessonHeader {
  id: string;
  title: string;
  summary: string;
  difficulty: Difficulty;
  estimatedMinutes: number;
  skillIds: string[];
  activities: ActivityHeader[];
  /** The lesson part: LessonPart as JSON. */
  part: PartRef;
  /** Files the lesson's HTML shows. */
  assets: AssetRef[];
}

export interface UnitHeader {
  id: string;
  kind: 'module' | 'story';
  title: string;
  summaryHtml: string;
  difficulty: Difficulty;
  skillIds: string[];
  lessons: LessonHeader[];
  /** Activities directly in the unit, with their part (UnitPart as JSON), or null when there are none. */
  activities: ActivityHeader[];
  part: PartRef | null;
  assets: AssetRef[];
}

/** Format 1. The hash of these bytes is the course version: answers name it, and are graded against it. */
export interface CourseManifest {
  format: 1;
  courseId: string;
  slug: string;
  title: string;
  shortDescription: string;
  descriptionHtml: string;
  goal: string;
  language: string;
  difficulty: Difficulty;
  estimatedHours: number;
  duration: string;
  tags: string[];
  author: string;
  thumbnail: AssetRef | null;
  skills: Skill[];
  units: UnitHeader[];
}

interface QuestionBase {
  id: string;
  promptHtml: string;
  skillIds: string[];
  difficulty: Difficulty;
  points: number;
  hintsHtml: string[];
  /** Null in a test graded on the server: it arrives with the grade. */
  explanationHtml: string | null;
}

export interface Option {
  id: string;
  html: string;
  /** Null also where it may not reach the device. */
  feedbackHtml: string | null;
}

/** One of the things options are matched with. */
export interface MatchChoice {
  id: string;
  html: string;
}

export interface MatchPair {
  optionId: string;
  choiceId: string;
}

/** A gap of a cloze: filled by a word, a number, or one of its options. */
export type Gap = { id: string } & (
  | { kind: 'text' }
  | { kind: 'number'; unit: string | null }
  | { kind: 'choice'; options: Option[] }
);

interface TextSolution {
  accept: string[];
  caseSensitive: boolean;
  nearMisses: { text: string; feedbackHtml: string }[];
}

interface NumberSolution {
  value: number;
  tolerance: number;
}

/** What belongs in a gap, by the gap's own kind. */
export type GapSolution = { id: string } & (
  | ({ kind: 'text' } & TextSolution)
  | ({ kind: 'number' } & NumberSolution)
  | { kind: 'choice'; optionId: string }
);

/** A paragraph of a cloze: HTML and gaps in turn. Each piece of HTML is whole in itself. */
export type ClozeParagraph = ({ html: string } | { gapId: string })[];

/** What part of the points an answer in parts earns: as much as is right of it, or nothing unless all is. */
export type Scoring = 'partial' | 'all';

export type CodeLanguage = 'javascript' | 'typescript' | 'python';

/** One thing a program is tried with. Ids are unique within the question, and the same as long as the test is. */
export type CodeTest = { id: string; name: string } & (
  | /** An expression over the program's own names, and one for the value it should have. */ {
      kind: 'call';
      call: string;
      expected: string;
    }
  | /** What the program is given to read, and what it should print. */ {
      kind: 'output';
      input: string;
      expected: string;
    }
  | /** A file of tests that use `test` and `expect`, or in Python `unittest` or functions named `test_…`. */ {
      kind: 'file';
      source: string;
    }
);

/** What is to be said, and how it sounds. */
export interface SpokenPhrase {
  id: string;
  text: string;
  /** Without slashes; empty where its author wrote none. */
  ipa: string;
  /** A language tag, where it is not said in the language of the course. */
  lang?: string;
}

/** `solution` is null in a test graded on the server. */
export type Question = QuestionBase &
  (
    | { kind: 'multiple_choice'; options: Option[]; solution: { optionId: string } | null }
    | {
        kind: 'true_false';
        feedbackHtml: { true: string | null; false: string | null };
        solution: { value: boolean } | null;
      }
    | {
        kind: 'multiple_response';
        options: Option[];
        scoring: Scoring;
        solution: { optionIds: string[] } | null;
      }
    | { kind: 'numeric'; unit: string | null; solution: NumberSolution | null }
    | { kind: 'short_text'; solution: TextSolution | null }
    /** `options` come in an order that says nothing; the solution has them in theirs. */
    | { kind: 'ordering'; options: Option[]; scoring: Scoring; solution: { optionIds: string[] } | null }
    | {
        kind: 'matching';
        /** What something is to be found for, in the author's order. */
        options: Option[];
        /** What is found, in an order that says nothing; some may belong to none. */
        choices: MatchChoice[];
        /** Whether a choice may belong to several options. */
        reuse: boolean;
        scoring: Scoring;
        solution: { pairs: MatchPair[] } | null;
      }
    | {
        kind: 'cloze';
        paragraphs: ClozeParagraph[];
        /** In the order they stand in the text. */
        gaps: Gap[];
        scoring: Scoring;
        solution: { gaps: GapSolution[] } | null;
      }
    | {
        kind: 'code';
        language: CodeLanguage;
        /** What the learner begins with. */
        starter: string;
        tests: CodeTest[];
        /** For each test alone. */
        timeLimitMs: number;
        scoring: Scoring;
        /** The author's own program: one of many that are right. */
        solution: { source: string } | null;
      }
    | {
        /** A phrase to say aloud, or to write when there is nothing to say it to. */
        kind: 'speak';
        phrase: SpokenPhrase;
        /** Those who say it in the lesson, with where in their recording. */
        voices: (ReferenceVoice & { clip: Clip })[];
        /** What a take is compared with, as a file of the pack: this phrase by every voice, and others. */
        references: PartRef;
        /** The other phrases of that file, so that the one that was heard has a name. */
        others: { id: string; text: string }[];
        scoring: Scoring;
        /** `accept` are other ways to write it, beside marks and capitals, which make no difference. */
        solution: { text: string; accept?: string[] } | null;
      }
  );
export type QuestionKind = Question['kind'];
/** A question of one kind. */
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>;
type Solved<Q extends Question> = Q extends unknown ? Q & { solution: NonNullable<Q['solution']> } : never;
/** A question whose solution is known: what a grader needs. */
export type SolvedQuestion = Solved<Question>;
/** A solved question of one kind. */
export type SolvedOf<K extends QuestionKind> = Extract<SolvedQuestion, { kind: K }>;

export interface Activity extends ActivityHeader {
  instructionsHtml: string;
  shuffle: boolean;
  questions: Question[];
}

export interface LessonPart {
  format: 1;
  lessonId: string;
  /** Sanitised; images point at /packs/<sha256>. */
  html: string;
  keyPoints: string[];
  explanationHtml: string | null;
  codeExample: { language: string; caption: string; html: string } | null;
  activities: Activity[];
  /** Absent in a lesson that is text and pictures only. */
  media?: LessonMedia;
}

export interface UnitPart {
  format: 1;
  unitId: string;
  activities: Activity[];
}

/** GET /packs/catalogue: what a new device sees first. */
export interface Catalogue {
  format: 1;
  /** The key that the service signs its courses with; absent in lists from before course files. */
  signer?: CourseSigner;
  courses: CatalogueEntry[];
}

export interface CatalogueEntry {
  courseId: string;
  slug: string;
  title: string;
  shortDescription: string;
  goal: string;
  language: string;
  difficulty: Difficulty;
  estimatedHours: number;
  tags: string[];
  /** Hash of the manifest. */
  version: string;
  manifest: PartRef;
  thumbnail: AssetRef | null;
  unitCount: number;
  lessonCount: number;
  /** All text parts of the course, and all its assets but the optional ones. */
  textBytes: number;
  assetBytes: number;
  /** No longer offered: shown to those who have begun it, on all their devices. Absent in the others. */
  hidden?: true;
  /** Its sound and videos, of each recording the largest form; absent where there are none. */
  mediaBytes?: number;
  /** 1, 2, 3 … among the versions of the course. */
  number?: number;
  /** By which a course file is known to hold a course of this service: over `courseText`, as base64url. */
  signature?: string;
}

/** The public half of a service's key for signing courses (ECDSA, P-256), as base64url. */
export interface CourseSigner {
  x: string;
  y: string;
}
