import {
  array,
  boolean,
  int,
  maxLength,
  minimum,
  nullable,
  object,
  optional,
  record,
  regex,
  string,
  unknown,
} from 'zod/mini';
import { type Response, responseSchema } from '../grading/response.ts';

export const questionIdsSchema = array(string()).check(maxLength(200));

/** What a learner gave to one question of an attempt. */
export interface Answer {
  /** Hash of the manifest of the course version the question was shown from: it is graded against exactly that. */
  courseVersion: string;
  /** Null: seen (or a hint taken) but not answered. */
  response: Response | null;
  /** How many hints were opened before answering. */
  hintsUsed: number;
  /** Milliseconds from showing the question to answering it. */
  durationMs: number;
  /** Instant of answering by the device's corrected clock, or null while unanswered. */
  answeredAt: number | null;
  /** The learner's own date of answering. */
  localDay: string | null;
  /** An answer was taken back after its verdict had been shown: what is answered since proves nothing. */
  revealed?: boolean | undefined;
}

export const answerSchema = object({
  courseVersion: string().check(regex(/^[0-9a-f]{64}$/)),
  response: nullable(responseSchema),
  hintsUsed: int().check(minimum(0)),
  durationMs: int().check(minimum(0)),
  answeredAt: nullable(int()),
  localDay: nullable(string().check(regex(/^\d{4}-\d{2}-\d{2}$/))),
  revealed: optional(boolean()),
});

/** The server's grades of an attempt, question by question. */
export interface Grading {
  /** Version of the grading code. */
  version: number;
  questions: Record<string, { earned: number; possible: number; correct: boolean }>;
  /** Only for tests graded on the server: what the device did not have before. HTML is sanitised at publishing. */
  review?: Record<string, { solution: unknown; explanationHtml: string; optionFeedback?: Record<string, string> }>;
}

export const gradingSchema = object({
  version: int(),
  questions: record(string(), object({ earned: int(), possible: int(), correct: boolean() })),
  review: optional(
    record(
      string(),
      object({ solution: unknown(), explanationHtml: string(), optionFeedback: optional(record(string(), string())) }),
    ),
  ),
});
