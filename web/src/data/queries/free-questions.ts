import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import type { Connections } from '../open-databases.ts';
import { versionQuestions } from '../version-questions.ts';
import { type AskedQuestion, askedQuestion } from './asked-question.ts';
import { readPart } from './lessons.ts';

/**
 * The questions of a free attempt, each from the version its entry names; undefined while one of them isn't here. A free
 * attempt makes an entry for each question at its start, so the versions are known before anything is answered.
 */
export const readFreeQuestions = async (
  connections: Connections,
  attempt: Attempt,
): Promise<AskedQuestion[] | undefined> => {
  const { catalogue } = connections;
  const versions = [...new Set(Object.values(attempt.answers).map(({ courseVersion }) => courseVersion))];
  const places = new Map(
    await Promise.all(versions.map(async (version) => [version, await versionQuestions(catalogue, version)] as const)),
  );
  const languages = new Map(
    (await catalogue.manifests.bulkGet(versions)).map((stored) => [stored?.version, stored?.manifest.language]),
  );
  const parts = new Map<string, LessonPart | UnitPart | undefined>();
  const asked: AskedQuestion[] = [];
  for (const id of attempt.questionIds) {
    const courseVersion = attempt.answers[id]?.courseVersion;
    const known = courseVersion === undefined ? undefined : places.get(courseVersion)?.get(id);
    const language = languages.get(courseVersion);
    if (!courseVersion || !known || language === undefined) return undefined;
    const { place, fact } = known;
    const { sha256 } = place.part;
    if (!parts.has(sha256)) parts.set(sha256, await readPart(connections, sha256));
    const activity = parts.get(sha256)?.activities.find((candidate) => candidate.id === place.header.id);
    const question = activity?.questions.find((candidate) => candidate.id === id);
    if (!activity || !question) return undefined;
    // Away from its unit, a question must say itself what it trains.
    const named = { ...question, skillIds: fact.skillIds };
    asked.push(askedQuestion(attempt, named, { courseVersion, language, shuffle: activity.shuffle }));
  }
  return asked;
};
