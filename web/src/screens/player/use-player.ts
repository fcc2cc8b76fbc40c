import type { Question } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { startTransition, useEffect, useReducer, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { forgetDraft } from '../../data/commands/keep-draft.ts';
import { finishAttempt, recordAnswer } from '../../data/commands/take-attempt.ts';
import { undoAnswer } from '../../data/commands/undo-answer.ts';
import type { StoredDraft } from '../../data/learner-database.ts';
import { uiOf } from '../../questions/question-uis.ts';
import { setBusy } from '../../ui-state/app-update.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import type { Played } from './played.ts';
import { nextPlace, type Play, primaryOf, reducePlayer, responseAt, resumePlayer, storedAt } from './player-state.ts';
import { responseProblem } from './response-problem.ts';
import { useActiveTime } from './use-active-time.ts';
import { useDraftKeeper } from './use-draft-keeper.ts';
import { useUndoable } from './use-undo.ts';

/** What is stored sooner is never said to be on its way: drawing that would only hold up the verdict. */
const SLOW_MS = 150;

/** The response with what its kind still needs; as it is where that can't be had now. */
const completed = async (question: Question, response: Response): Promise<Response> =>
  (await uiOf(question)
    .complete?.(question, response as never)
    .catch(() => null)) ?? response;

/** One attempt being played: the state machine, and the commands that its steps mean. */
export const usePlayer = (played: Played, draft: StoredDraft | null) => {
  const { view, rules } = played;
  const undoable = useUndoable(played);
  const { attempt, questions } = view;
  const [, navigate] = useLocation();
  const play: Play = {
    rules,
    questions: questions.map(({ question, response }) => ({ id: question.id, stored: response })),
  };
  const [state, dispatch] = useReducer(reducePlayer, null, () => resumePlayer(play, draft));
  /** Counts the steps that move the focus: to the verdict, to the next question. */
  const [step, setStep] = useState(0);
  const current = questions[state.at];
  const activeMs = useActiveTime(current?.question.id);
  const primary = primaryOf(state, play);
  /** True from the press on; `state` says so only where it takes long. */
  const storing = useRef(false);

  useDraftKeeper(attempt.id, { questionId: current?.question.id ?? null, responses: state.drafts });
  useEffect(() => {
    setBusy(true);
    return () => {
      setBusy(false);
      // The attempt pauses or has ended: what was held back while it was being played may go.
      sendNow();
    };
  }, []);

  const go = (to: number) => {
    dispatch({ type: 'go', to });
    setStep((count) => count + 1);
    scrollTo(0, 0);
  };

  /** True when what is in the field is on the disk, or there is nothing to store; `later` where it can't be graded here yet. */
  const store = async (): Promise<boolean | 'later'> => {
    if (!current) return true;
    const { id } = current.question;
    const isNew = state.drafts[id] !== undefined;
    if (!isNew && primary !== 'check') return true;
    const response = responseAt(state, play, state.at);
    const problem = responseProblem(current.question, response);
    // Told once that a part is still empty, the learner may leave it so by going on again.
    const isMeant = problem === 'unfinished' && state.problem === 'unfinished';
    if ((problem && !isMeant) || response === null) {
      dispatch({ type: 'refuse', problem: problem ?? 'empty' });
      return false;
    }
    storing.current = true;
    const slow = setTimeout(() => startTransition(() => dispatch({ type: 'save' })), SLOW_MS);
    const before = attempt.answers[id]?.durationMs ?? 0;
    const recorded = completed(current.question, response).then(async (complete) => ({
      complete,
      result: await recordAnswer(attempt.id, id, { response: complete, durationMs: before + activeMs() }),
    }));
    const { complete, result } = await recorded.finally(() => {
      clearTimeout(slow);
      storing.current = false;
    });
    if (result.kind === 'recorded') {
      // Before anything else hears of it: what runs again with every stored answer comes after what the learner waits for.
      flushSync(() => {
        dispatch({ type: 'saved', questionId: id, response: complete });
        if (primary === 'check') setStep((count) => count + 1);
      });
      return true;
    }
    if (result.kind === 'not-stored') dispatch({ type: 'refuse', problem: result.reason });
    else if (result.kind === 'incomplete' && result.reason === 'not-run' && state.problem === 'not-run') {
      // Told once, the learner may go on without: nothing that is missing on a device holds up the rest.
      dispatch({ type: 'settle' });
      return 'later';
    } else if (result.kind === 'incomplete')
      dispatch({ type: 'refuse', problem: result.reason === 'unreadable' ? 'empty' : result.reason });
    else dispatch({ type: 'settle' });
    return false;
  };

  const finish = async () => {
    dispatch({ type: 'save' });
    const result = await finishAttempt(attempt.id);
    if (result.kind === 'not-stored') {
      dispatch({ type: 'refuse', problem: result.reason });
      return;
    }
    void forgetDraft(attempt.id);
    // What changed goes along with the place, so that it is still there after a reload.
    navigate(`/attempts/${attempt.id}`, {
      replace: true,
      state: result.kind === 'finished' ? { skills: result.skills } : null,
    });
  };

  const proceed = async () => {
    if (state.busy || storing.current) return;
    if (primary === 'skip') return go(nextPlace(state, play));
    const kept = await store();
    if (!kept) return;
    if (kept === 'later' && primary !== 'finish') go(nextPlace(state, play));
    else if (primary === 'finish') await finish();
    else if (primary !== 'check') go(nextPlace(state, play));
  };

  /** To an earlier or later question; what is in the field is stored on the way where it can be. */
  const visit = async (to: number) => {
    if (state.busy || storing.current) return;
    const id = current?.question.id;
    const draftHere = id === undefined ? undefined : state.drafts[id];
    if (current && draftHere && responseProblem(current.question, draftHere) === null && !(await store())) return;
    go(to);
  };

  /** Takes the last answer back and asks its question again. */
  const undo = async (): Promise<boolean> => {
    if (state.busy || undoable === null) return false;
    const index = questions.findIndex(({ question }) => question.id === undoable);
    const response = storedAt(state, play, index);
    const result = await undoAnswer(attempt.id, undoable);
    if (result.kind === 'not-stored') dispatch({ type: 'refuse', problem: result.reason });
    if (result.kind !== 'undone') return false;
    dispatch({ type: 'undone', questionId: undoable, response });
    go(index);
    return true;
  };

  return {
    undoable,
    undo,
    state,
    play,
    primary,
    current,
    step,
    response: responseAt(state, play, state.at),
    respond: (questionId: string, response: Response | null) => {
      // While it is being stored, what is in the field must stay what is stored.
      if (!storing.current) dispatch({ type: 'respond', questionId, response });
    },
    proceed,
    visit,
    activeMs,
  };
};

export type Player = ReturnType<typeof usePlayer>;
