/*
 * What a lesson says and shows beyond its text. All words are in the lesson's part, so that they can be read without a
 * single byte of sound; the recordings are assets that a device may leave out.
 */

/** One file of a recording. A device needs the first it can play. */
export interface MediaSource {
  sha256: string;
  sizeBytes: number;
  /** With its codecs, as a browser is asked: `video/webm; codecs="vp9, opus"`. */
  mediaType: string;
}

/** What is said from when to when, in milliseconds from the beginning. Cues come in order and do not overlap. */
export interface Cue {
  id: string;
  startMs: number;
  endMs: number;
  /** Null for what nobody in particular says. */
  speaker: string | null;
  text: string;
}

/** Plain: `alt` is for those who don't see it. */
export interface Still {
  sha256: string;
  width: number;
  height: number;
  alt: string;
}

/** A picture of a video at one of its moments. */
export interface Screenshot extends Still {
  atMs: number;
}

export interface Video {
  title: string;
  durationMs: number;
  width: number;
  height: number;
  sources: MediaSource[];
  /** WebVTT, in the language of the course. */
  subtitles: { sha256: string; sizeBytes: number };
  poster: Still;
  cues: Cue[];
  screenshots: Screenshot[];
}

/** A story told line by line; between lines something may be asked. */
export interface Story {
  title: string;
  durationMs: number;
  sources: MediaSource[];
  lines: Cue[];
  /** The questions of one practice of the lesson, each after the line with that id. */
  pauses: { afterLineId: string; questionId: string }[];
  activityId: string | null;
}

/** A stretch of a recording. */
export interface Clip {
  startMs: number;
  endMs: number;
}

export interface Word {
  id: string;
  text: string;
  /** Without slashes. */
  ipa: string;
  meaning: string;
  example: string;
  /** The word in other languages, by language tag. */
  translations: Record<string, string>;
  /** Of the word, and of its example. */
  clip: Clip;
  exampleClip: Clip;
}

export interface Vocabulary {
  sources: MediaSource[];
  words: Word[];
}

/** Somebody who says the phrases of a lesson. */
export interface ReferenceVoice {
  id: string;
  name: string;
  /** As a language tag: en-GB. */
  accent: string;
  sources: MediaSource[];
}

/** Something to say aloud. Its id is a UUID, for ever, as a question's. */
export interface Phrase {
  id: string;
  text: string;
  ipa: string;
  /** When one says it, in a few words. */
  use: string;
  /** One of every voice, by the voice's id. */
  clips: Record<string, Clip>;
}

export interface Phrases {
  voices: ReferenceVoice[];
  items: Phrase[];
}

/** What the part of a lesson with media holds. */
export interface LessonMedia {
  video: Video | null;
  story: Story | null;
  vocabulary: Vocabulary | null;
  phrases: Phrases | null;
}
