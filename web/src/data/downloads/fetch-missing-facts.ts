import type { LessonPart, UnitPart } from '@hornbook/shared/content/pack.ts';
import { findActivity } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';
import { factsOfPart } from '../question-facts.ts';
import { Unreachable } from '../service/ask-service.ts';
import { DamagedFile, fetchFile, ServiceBusy } from './fetch-file.ts';
import { obtainManifest } from './fetch-reason.ts';

/**
 * Attempts made on another device may be about content that was never here. Their skills can't be told without a few
 * facts of each question: this fetches them, and keeps nothing else of those lessons. False when the network went away.
 */
export const fetchMissingFacts = async (connections: Connections, signal: AbortSignal): Promise<boolean> => {
  const { learner, catalogue } = connections;
  const lacking = await learner.foldedAttempts.where('lacks').equals(1).toArray();
  const attempts = await learner.rows('attempts').bulkGet(lacking.map(({ attemptId }) => attemptId));
  const wanted = new Map<string, { version: string; activityId: string }>();
  for (const attempt of attempts) {
    const activityId = attempt?.activityId;
    if (!attempt || !activityId) continue;
    for (const { courseVersion: version } of Object.values(attempt.answers)) {
      wanted.set(`${version}/${activityId}`, { version, activityId });
    }
  }
  let learnt = false;
  for (const { version, activityId } of wanted.values()) {
    if (signal.aborted) return true;
    try {
      const place = findActivity(await obtainManifest(connections, version, signal), activityId);
      if (!place) continue;
      learnt = true;
      // A download has brought them since.
      if (await catalogue.questionFacts.get(`${place.part.sha256}/${activityId}`)) continue;
      const { bytes } = await fetchFile(place.part, signal);
      const part = JSON.parse(new TextDecoder().decode(bytes)) as LessonPart | UnitPart;
      await catalogue.questionFacts.bulkPut(factsOfPart(place.part.sha256, part, place.unit.skillIds));
    } catch (error) {
      if (error instanceof Unreachable || error instanceof ServiceBusy) return false;
      // A version this service does not have: it will be tried again another day.
      if (!(error instanceof DamagedFile)) throw error;
    }
  }
  if (learnt) await learner.staleAttempts.bulkPut(lacking.map(({ attemptId }) => ({ attemptId })));
  return true;
};
