import { useEffect, useState } from 'react';
import { connect, useConnectionState } from '../connections.ts';
import type { StoredDraft } from '../learner-database.ts';
import type { NotStored } from '../local-write.ts';
import { heldOf, useUnkeptDrafts } from '../unkept-drafts.ts';

/** What was typed last in an attempt, stored or not; null when there is nothing. */
export const readDraft = async (attemptId: string): Promise<StoredDraft | null> => {
  const { device, learner } = await connect();
  const held = heldOf(attemptId);
  if (held?.learnerId === device.learnerId) return held.draft;
  return (await learner.drafts.get(attemptId)) ?? null;
};

/**
 * The draft of an attempt as it was when it was asked for; null when there is none, undefined until that is known. Not
 * told again when it changes: whoever asks is who changes it, with every key.
 */
export const useDraft = (attemptId: string): StoredDraft | null | undefined => {
  const [read, setRead] = useState<{ attemptId: string; draft: StoredDraft | null }>();
  useEffect(() => {
    let isWanted = true;
    const show = (draft: StoredDraft | null) => {
      if (isWanted) setRead({ attemptId, draft });
    };
    readDraft(attemptId)
      .then(show)
      // A store that can't be read says so elsewhere; the attempt itself can be played without.
      .catch(() => show(null));
    return () => {
      isWanted = false;
    };
  }, [attemptId]);
  return read?.attemptId === attemptId ? read.draft : undefined;
};

/** Why something the learner typed is not stored yet; null when all of it is. */
export const useUnkept = (): NotStored['reason'] | null => {
  const learnerId = useConnectionState((state) =>
    state.kind === 'open' ? state.connections.device.learnerId : undefined,
  );
  return useUnkeptDrafts(({ drafts }) => drafts.find((unkept) => unkept.learnerId === learnerId)?.reason ?? null);
};
