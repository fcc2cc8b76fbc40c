import type { Clip, ReferenceVoice } from '../content/media.ts';
import type { PartRef, SpokenPhrase } from '../content/pack.ts';
import type { Place } from './problems.ts';
import type { QuestionFields } from './question-format.ts';

/** A text in Markdown and where its first line stands. */
export interface Markdown {
  text: string;
  place: Place;
  /** Whether the text's lines are lines of the file; a quoted text of the front matter is all in one place. */
  keepsLines: boolean;
}

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

/** What a code question has in its folder. */
export interface CodeParts {
  starter: string;
  solution: string;
  /** By name, in order of name. */
  testFiles: { name: string; source: string }[];
}

/** What a question to speak is asked with. */
export interface Spoken {
  phrase: SpokenPhrase;
  voices: (ReferenceVoice & { clip: Clip })[];
  references: PartRef;
  others: { id: string; text: string }[];
}

/** A question with its texts found in the file, so that what is wrong in a text can be told with its line. */
export interface AuthoredQuestion {
  fields: QuestionFields;
  place: Place;
  markdown: (...path: (string | number)[]) => Markdown;
  /** Of a code question: what its folder holds. */
  code: CodeParts | null;
}
