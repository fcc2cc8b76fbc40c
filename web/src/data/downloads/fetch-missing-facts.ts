import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { type ActivityPlace, allActivities } from '../manifest-index.ts';
import { attemptMarks, markAttempts } from '../mark-attempts.ts';
import type { Connections } from '../open-databases.ts';
import { factsOfPart } from '../question-facts.ts';
import { Unreachable } from '../service/ask-service.ts';
import { DamagedFile, fetchFile, ServiceBusy } from './fetch-file.ts';
import { obtainManifest } from './fetch-reason.ts';

/**
 * Attempts made on another device may be about content that was never here. Their skills can't be told without a few
 * facts of each question: this fetches them, and keeps nothing else of those lessons. False when the network went away.
 * `tried` remembers what was looked for: what no version explains is not looked for again and again.
 */
export const fetchMissingFacts = async (
  connections: Connections,
  signal: AbortSignal,
  tried: Set<string>,
): Promise<boolean> => {
  const { learner } = connections;
  const all = await learner.foldedAttempts.where('lacks').equals(1).primaryKeys();
  const lacking = all.filter((attemptId) => !tried.has(attemptId));
  if (lacking.length === 0) return true;
  const attempts = await learner.rows('attempts').bulkGet(lacking);
  /** Versions, and the activities of each that are wanted; null: a free attempt may be about any. */
  const wanted = new Map<string, Set<string | null>>();
  for (const attempt of attempts) {
    for (const { courseVersion } of Object.values(attempt?.answers ?? {})) {
      const activities = wanted.get(courseVersion) ?? new Set();
      wanted.set(courseVersion, activities.add(attempt?.activityId ?? null));
    }
  }
  for (const [version, activities] of wanted) {
    try {
      const places = allActivities(await obtainManifest(connections, version, signal));
      for (const place of places) {
        if (signal.aborted) return true;
        if (activities.has(null) || activities.has(place.header.id)) await fetchFacts(connections, place, signal);
      }
    } catch (error) {
      if (error instanceof Unreachable || error instanceof ServiceBusy) return false;
      // A version this service does not have: it will be tried again another day.
      if (!(error instanceof DamagedFile)) throw error;
    }
  }
  for (const attemptId of lacking) tried.add(attemptId);
  await learner.transaction('rw', attemptMarks(learner), () => markAttempts(learner, lacking));
  return true;
};

const fetchFacts = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  { part: { sha256, sizeBytes }, header, unit }: ActivityPlace,
  signal: AbortSignal,
): Promise<void> => {
  // A download may have brought them since.
  if (await catalogue.questionFacts.get(`${sha256}/${header.id}`)) return;
  const { bytes } = await fetchFile({ sha256, sizeBytes }, signal);
  const part = JSON.parse(new TextDecoder().decode(bytes)) as LessonPart | UnitPart;
  await catalogue.questionFacts.bulkPut(factsOfPart(sha256, part, unit.skillIds));
};
