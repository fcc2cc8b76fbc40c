import type { AuthorsOfCourse } from '@hornbook/shared/authoring/authors-protocol.ts';
import { useEffect, useState } from 'react';
import { fetchAuthors } from '../../data/commands/course-authors.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { useRetry } from './use-retry.ts';

type Told = Awaited<ReturnType<typeof fetchAuthors>>;

/**
 * Who writes a course, as the service says: asked when it is opened, and again when a connection is back. `told` is its last
 * answer, undefined before the first one; `known` what it said when it said something.
 */
export const useAuthors = (courseId: string) => {
  const connected = useSyncStatus()?.trouble === null;
  const [told, setTold] = useState<Told>();
  const [known, setKnown] = useState<AuthorsOfCourse | null>(null);
  const ask = async (): Promise<void> => setTold(await fetchAuthors(courseId));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it is opened, and again when a connection is back.
  useEffect(() => {
    let over = false;
    void fetchAuthors(courseId).then((answer) => {
      if (!over) setTold(answer);
    });
    return () => {
      over = true;
    };
  }, [courseId, connected]);
  useRetry(told, () => void ask());
  // One that is lost on its way leaves what is known.
  useEffect(() => {
    if (told?.kind === 'authors') setKnown(told);
  }, [told]);
  return { told, known, ask };
};
