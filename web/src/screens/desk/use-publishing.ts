import { useEffect, useRef, useState } from 'react';
import {
  type AuthoringAnswer,
  checkCourse,
  publishCourse,
  rollBackCourse,
  unpublishCourse,
} from '../../data/commands/publish-course.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import type { ReadyCourse } from './use-ready-course.ts';
import { useRetry } from './use-retry.ts';

/** Asks the service what publishing would do, as soon as it has all of the course and nothing is missing; and does it. */
export const usePublishing = (ready: ReadyCourse, isComplete: boolean) => {
  const { course, waiting, publishedVersion, unpublishedAt } = ready;
  /** What would change, and what came of what the author has asked for. */
  const [found, setFound] = useState<AuthoringAnswer>();
  const [said, setSaid] = useState<AuthoringAnswer>();
  const [isBusy, setIsBusy] = useState(false);
  const turn = useRef(0);
  const connected = useSyncStatus()?.trouble === null;
  const isReady = isComplete && waiting === 0;

  const check = async () => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await checkCourse(course.id);
    // What was asked before is about a course that may have changed since.
    if (mine === turn.current) setFound(answer);
  };
  const act = async (request: Promise<AuthoringAnswer>) => {
    setIsBusy(true);
    setSaid(undefined);
    setSaid(await request);
    setIsBusy(false);
    // What has become of the course comes by the feed.
    sendNow();
  };
  const checking = useRef(check);
  checking.current = check;
  useRetry(isReady ? found : undefined, () => void checking.current());
  const reads = JSON.stringify(course);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the course or what learners have of it changes, and when a connection is back.
  useEffect(() => {
    if (isReady) void checking.current();
  }, [isReady, connected, reads, publishedVersion, unpublishedAt]);
  return {
    found: isReady ? found : undefined,
    said,
    isBusy,
    check: async () => {
      setSaid(undefined);
      setFound(undefined);
      await check();
    },
    publish: () => act(publishCourse(course.id)),
    unpublish: () => act(unpublishCourse(course.id)),
    rollBack: (version: string) => act(rollBackCourse(course.id, version)),
  };
};

export type Publishing = ReturnType<typeof usePublishing>;
