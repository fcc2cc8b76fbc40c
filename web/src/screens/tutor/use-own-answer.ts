import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { keepOwnAnswer } from '../../data/commands/converse.ts';
import type { MessageView } from '../../data/queries/conversations.ts';
import { setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import { askOwnModel, fetchOwnModel, OWN_MODEL, ownModelState } from './own-model.ts';

export interface OwnAnswer {
  /** What the browser's own model has said so far; null while it is not asked. */
  text: string | null;
  /** What could be agreed to; null where there is nothing to ask. */
  offer: 'ready' | 'download' | null;
  /** The share of its download that is here, while it comes. */
  share: number | null;
  agree: () => void;
}

/** Has the model that some browsers have answer, once the learner has agreed, where the service can't. */
export const useOwnAnswer = (threadId: string | null, question: MessageView | null): OwnAnswer => {
  const { i18n } = useLingui();
  const language = i18n.locale.slice(0, 2);
  const { ownModel } = usePreferences();
  const [state, setState] = useState<'none' | 'download' | 'ready'>('none');
  const [text, setText] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    let over = false;
    void ownModelState(language).then((found) => !over && setState(found));
    return () => {
      over = true;
    };
  }, [language]);

  const asks = threadId !== null && question !== null && ownModel && state === 'ready';
  const questionId = asks ? question.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question's words and passages never change.
  useEffect(() => {
    if (!questionId || !question || !threadId) return;
    const stop = new AbortController();
    const passages = question.passages?.map(({ excerpt }) => excerpt) ?? [];
    void askOwnModel({ question: question.text, passages, language }, setText, stop.signal).then(async (answer) => {
      if (answer && !stop.signal.aborted)
        await keepOwnAnswer({ id: questionId, threadId }, { text: answer, model: OWN_MODEL });
      if (!stop.signal.aborted) setText(null);
    });
    return () => {
      stop.abort();
      setText(null);
    };
  }, [questionId, threadId, language]);

  const agree = () => {
    setPreferences({ ownModel: true });
    if (state !== 'download') return;
    setShare(0);
    void fetchOwnModel(language, setShare).then((there) => {
      setShare(null);
      setState(there ? 'ready' : 'none');
    });
  };
  return { text, offer: question && !ownModel && state !== 'none' ? state : null, share, agree };
};
