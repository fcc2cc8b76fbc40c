/*
 * What a reader of somebody else's format gives: questions in the words of that format, before they are made into ours.
 * A reader never throws for what stands in the file: what can't be taken is an outcome of its item, and the other items
 * are taken all the same.
 */

/** A text as its format wrote it. HTML is not yet safe: it is made into Markdown before anything shows it. */
export interface Passage {
  form: 'plain' | 'markdown' | 'html';
  text: string;
}

export interface ImportedOption {
  text: Passage;
  correct: boolean;
  feedback: Passage | null;
}

/** A gap of a cloze; the text names it `[[id]]`. */
export type ImportedGap = { id: string } & (
  | { kind: 'text'; accept: string[]; caseSensitive: boolean; nearMisses: ImportedNearMiss[] }
  | { kind: 'number'; answer: number; tolerance: number }
  | { kind: 'choice'; options: ImportedOption[] }
);

export interface ImportedNearMiss {
  text: string;
  feedback: Passage;
}

interface ImportedBase {
  /** The same for the same question at every import of its source: a second import updates, and doubles nothing. */
  ref: string;
  prompt: Passage;
  explanation: Passage | null;
  hints: Passage[];
  /** Where the source files it, outermost first. */
  category: string[];
}

export type ImportedQuestion = ImportedBase &
  (
    | { kind: 'multiple_choice'; options: ImportedOption[] }
    | { kind: 'multiple_response'; options: ImportedOption[]; scoring: 'partial' | 'all' }
    | { kind: 'true_false'; answer: boolean; feedback: { true: Passage | null; false: Passage | null } }
    | { kind: 'numeric'; answer: number; tolerance: number; unit: string | null }
    | { kind: 'short_text'; accept: string[]; caseSensitive: boolean; nearMisses: ImportedNearMiss[] }
    | { kind: 'matching'; pairs: { text: Passage; match: Passage }[]; others: Passage[] }
    | { kind: 'ordering'; items: Passage[] }
    | { kind: 'cloze'; text: Passage; gaps: ImportedGap[] }
  );

/** Why an item can't be taken. */
export type Refusal =
  /** It breaks the rules of its own format. */
  | { code: 'broken'; detail: string }
  /** A kind of question that has no counterpart here, by the format's own word. */
  | { code: 'kind'; kind: string }
  /** A text to read, not a question. */
  | { code: 'not-a-question' }
  | { code: 'no-right-answer' }
  /** Each of several answers would be right by itself. */
  | { code: 'several-right' }
  | { code: 'too-few'; what: 'options' | 'pairs' | 'items' | 'answers' }
  | { code: 'too-many'; what: 'options' | 'pairs' | 'items' | 'gaps' | 'others'; most: number }
  /** It asks about a picture or a sound that is not in the file. */
  | { code: 'missing-media'; names: string[] }
  /** What is made of it breaks a rule for questions here, told as authors are told it. */
  | { code: 'unfit'; detail: string }
  /** What is to be typed is longer than anybody should have to. */
  | { code: 'answer-too-long'; most: number }
  /** The desk writes gaps in the text, and would read this one as something else. */
  | { code: 'gap'; words: string }
  /** A page on which nothing is written. */
  | { code: 'empty-page' }
  /** Its author took it out of its course, and kept it only so that its name isn't given again. */
  | { code: 'retired' }
  /** What it stands in can't be taken. */
  | { code: 'nowhere' }
  /** No file of a course is called like this. */
  | { code: 'no-course-file' };

/** What of a taken item is not as it was. */
export type Change =
  /** Part of the points for a wrong answer: it is wrong here, its feedback is kept. */
  | { code: 'partial-credit-left-out' }
  /** A pattern that stands for many answers. */
  | { code: 'pattern-left-out'; pattern: string }
  | { code: 'further-answer-left-out'; answer: string }
  | { code: 'feedback-left-out' }
  /** Hints beyond as many as a question here may have. */
  | { code: 'hints-left-out'; count: number }
  | { code: 'media-left-out'; names: string[] }
  /** What a picture shows was not said for those who don't see it: its file's name stands there until somebody says. */
  | { code: 'alt-missing'; names: string[] }
  /** The same of a sound, for those who don't hear it. */
  | { code: 'heard-missing'; names: string[] }
  /** There was none, and one has to be there: it says what is right. An author should write a better one. */
  | { code: 'explanation-made' }
  | { code: 'scoring-changed' }
  /** What a gap says beside its answers: near misses, a tolerance, feedback. The desk has no words for it. */
  | { code: 'gap-details-left-out' }
  /** A link to something of the same package. */
  | { code: 'links-left-out'; names: string[] }
  /** A lesson says what to keep in mind. Its headings or first sentences stand there until somebody says it better. */
  | { code: 'key-points-made' }
  /** What is said of it here in no field, by the names of its fields there. */
  | { code: 'fields-left-out'; names: string[] }
  /** The source asks the same in several ways; one of them is kept. */
  | { code: 'cards-left-out'; count: number };

/** What of a file as a whole is left where it is. */
export type FileNote =
  /** When somebody answered what: that belongs to a learner, not to a course. */
  | { code: 'reviews-left-out'; count: number }
  /** Pictures, sounds and others that no text of it shows. */
  | { code: 'files-left-out'; count: number }
  /** They stand in another order or place in the file than at the desk, where they stay. */
  | { code: 'order-left'; count: number };

/** One thing of a file, and what comes of it. `place` is where it stands: a line, an entry, an identifier. */
export interface ImportedItem {
  name: string;
  place: string;
  /** Where in the tree of its package it stands, outermost first. */
  folders?: string[];
  outcome: { kind: 'taken'; question: ImportedQuestion; changes: Change[] } | { kind: 'refused'; refusal: Refusal };
}

/** A page to read, which becomes a lesson. */
export interface ImportedPage {
  /** The same at every import of its source. */
  ref: string;
  place: string;
  title: string;
  /** The folders it stands in, outermost first. */
  folders: string[];
  text: Passage;
}

/** Why a file as a whole can't be read; then nothing of it is taken. */
export type Unreadable =
  | { code: 'unknown-format' }
  | { code: 'too-large'; most: number }
  | { code: 'broken'; detail: string }
  /** It tries something that an honest file doesn't. */
  | { code: 'hostile'; detail: string }
  | { code: 'empty' };

export type ImportFormat = 'gift' | 'moodle-xml' | 'qti-1' | 'qti-2' | 'qti-3' | 'anki' | 'common-cartridge';

/** What a file held: its items in their order, and the pictures and sounds they show, by the name they use. */
export type ReadFile =
  | {
      kind: 'read';
      format: ImportFormat;
      items: ImportedItem[];
      media: ReadonlyMap<string, Uint8Array>;
      notes: FileNote[];
      /** In the order they are read. */
      pages?: ImportedPage[];
    }
  | { kind: 'unreadable'; reason: Unreadable };

/** More questions than this are no file of somebody's, but an attack on the memory. */
export const MOST_ITEMS = 20_000;
/** Hints a question may have. */
export const MOST_HINTS = 5;

export const isBlank = (passage: Passage | null): boolean => passage === null || passage.text.trim() === '';
/** Null in place of a passage that says nothing. */
export const worded = (passage: Passage | null): Passage | null => (isBlank(passage) ? null : passage);
