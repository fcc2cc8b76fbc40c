/** What somebody who looks on while an answer comes is told. */
export type LiveEvent =
  /** A piece of the answer. */
  | { kind: 'text'; text: string }
  /** What came before is void: it is asked anew. */
  | { kind: 'anew' }
  /** Nothing more will come here; the rows say how it ended. */
  | { kind: 'end' };

export interface LiveAnswers {
  begin(learnerId: string, questionId: string): void;
  add(learnerId: string, questionId: string, text: string): void;
  end(learnerId: string, questionId: string): void;
  /** Tells what there is and what comes, until the returned function is called. */
  watch(learnerId: string, questionId: string, tell: (event: LiveEvent) => void): () => void;
}

/** Answers on their way, for those who look on. A view and no more: what counts is stored when it is done. */
export const makeLiveAnswers = (): LiveAnswers => {
  const coming = new Map<string, string>();
  const watching = new Map<string, Set<(event: LiveEvent) => void>>();
  const nameOf = (learnerId: string, questionId: string) => `${learnerId}/${questionId}`;
  const tellAll = (name: string, event: LiveEvent) => {
    for (const tell of [...(watching.get(name) ?? [])]) tell(event);
  };
  return {
    begin: (...of) => {
      coming.set(nameOf(...of), '');
      tellAll(nameOf(...of), { kind: 'anew' });
    },
    add: (learnerId, questionId, text) => {
      const name = nameOf(learnerId, questionId);
      coming.set(name, (coming.get(name) ?? '') + text);
      tellAll(name, { kind: 'text', text });
    },
    end: (...of) => {
      coming.delete(nameOf(...of));
      tellAll(nameOf(...of), { kind: 'end' });
    },
    watch: (learnerId, questionId, tell) => {
      const name = nameOf(learnerId, questionId);
      const all = watching.get(name) ?? new Set();
      watching.set(name, all.add(tell));
      const sofar = coming.get(name);
      if (sofar) tell({ kind: 'text', text: sofar });
      return () => {
        all.delete(tell);
        if (all.size === 0 && watching.get(name) === all) watching.delete(name);
      };
    },
  };
};
