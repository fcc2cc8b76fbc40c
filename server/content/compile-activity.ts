import { compileQuestion, type Tools } from '@hornbook/shared/authoring/compile-question.ts';
import type { Activity, SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { AuthoredActivity } from './authored-course.ts';
import { partId } from './part-id.ts';
import { sha256 } from './sha256.ts';
import { withoutSolution } from './without-solution.ts';

/**
 * An activity as devices get it, and its questions with their solutions. They are the same but for a test graded on the
 * server: from that the device learns nothing before it is graded.
 */
export const compileActivity = (
  { fields, instructions, questions }: AuthoredActivity,
  tools: Omit<Tools, 'partId'>,
): { activity: Activity; solved: SolvedQuestion[] } => {
  const isHeldBack = fields.gradedOn === 'server';
  const solved = questions
    .filter((question) => !question.fields.retired)
    .map((question) => compileQuestion(question, fields.difficulty, { ...tools, partId }));
  const activity: Activity = {
    id: fields.id,
    kind: fields.kind,
    title: fields.title,
    difficulty: fields.difficulty,
    questionCount: solved.length,
    possiblePoints: solved.reduce((sum, { points }) => sum + points, 0),
    timeLimitMs: fields.timeLimitMinutes === undefined ? null : Math.round(fields.timeLimitMinutes * 60_000),
    gradedOn: fields.gradedOn,
    ...(isHeldBack ? { answerKeySha256: sha256(JSON.stringify(solved)) } : {}),
    instructionsHtml: tools.block(instructions),
    shuffle: fields.shuffle,
    questions: isHeldBack ? solved.map(withoutSolution) : solved,
  };
  return { activity, solved };
};
