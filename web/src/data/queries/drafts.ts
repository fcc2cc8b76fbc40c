import { useEffect, useState } from 'react';
import { connect } from '../connections.ts';
import type { StoredDraft } from '../learner-database.ts';

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
    connect()
      .then(({ learner }) => learner.drafts.get(attemptId))
      .then((draft) => show(draft ?? null))
      // What was typed is a kindness; the attempt itself can be played without.
      .catch(() => show(null));
    return () => {
      isWanted = false;
    };
  }, [attemptId]);
  return read?.attemptId === attemptId ? read.draft : undefined;
};
