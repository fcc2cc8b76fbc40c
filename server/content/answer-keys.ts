import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { bareQuestion } from '@hornbook/shared/grading/bare-question.ts';
import type { Database } from '../db/connect.ts';
import type { AnswerKey } from './answer-key.ts';

/** The solutions of every version ever published, ready for grading. */
export interface AnswerKeys {
  knows(version: string): boolean;
  /** The question as it was in that version. */
  question(version: string, questionId: string): SolvedQuestion | undefined;
  /** The question as it was when it was first published. */
  earliest(questionId: string): SolvedQuestion | undefined;
  /** Whether its solution was kept from devices in that version. */
  isHeldBack(version: string, questionId: string): boolean;
}

/**
 * Keeps all answer keys in memory, without the texts grading doesn't need, and reads those that other processes or a
 * later publishing added. Versions are only ever added, so their number tells whether something is missing.
 */
export const createAnswerKeys = (database: Pick<Database, 'query'>): (() => Promise<AnswerKeys>) => {
  const versions = new Map<string, { questions: Map<string, SolvedQuestion>; heldBack: Set<string> }>();
  const earliest = new Map<string, { question: SolvedQuestion; publishedAt: number; version: string }>();
  // Most questions are the same from version to version: each is kept once.
  const interned = new Map<string, SolvedQuestion>();

  const intern = (question: SolvedQuestion): SolvedQuestion => {
    const text = JSON.stringify(question);
    const known = interned.get(text) ?? question;
    interned.set(text, known);
    return known;
  };
  const add = ({ version, answer_key: key, published_at: publishedAt }: KeyRow): void => {
    const heldBack = new Set(key.heldBack);
    const questions = new Map<string, SolvedQuestion>();
    for (const [id, question] of Object.entries(key.questions)) {
      const kept = intern(heldBack.has(id) ? question : withoutTexts(question));
      questions.set(id, kept);
      const first = earliest.get(id);
      const time = publishedAt.getTime();
      // By time, then by name: every process finds the same one.
      if (!first || time < first.publishedAt || (time === first.publishedAt && version < first.version))
        earliest.set(id, { question: kept, publishedAt: time, version });
    }
    versions.set(version, { questions, heldBack });
  };
  const keys: AnswerKeys = {
    knows: (version) => versions.has(version),
    question: (version, questionId) => versions.get(version)?.questions.get(questionId),
    earliest: (questionId) => earliest.get(questionId)?.question,
    isHeldBack: (version, questionId) => versions.get(version)?.heldBack.has(questionId) ?? false,
  };
  return async () => {
    const [count] = await database.query<{ count: number }>('select count(*)::int as count from course_answer_keys');
    if ((count?.count ?? 0) > versions.size) {
      const rows = await database.query<KeyRow>(
        `select k.version, k.answer_key, v.published_at from course_answer_keys k join course_versions v using (version)
         where k.version <> all($1::text[])`,
        [[...versions.keys()]],
      );
      rows.forEach(add);
    }
    return keys;
  };
};

interface KeyRow {
  version: string;
  answer_key: AnswerKey;
  published_at: Date;
}

/** Grading reads solutions, points and option ids; what is shown to learners is in the pack. */
const withoutTexts = (question: SolvedQuestion): SolvedQuestion => ({ ...bareQuestion(question), skillIds: [] });
