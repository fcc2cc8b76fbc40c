import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { type Step, Steps } from '../../components/steps.tsx';
import type { StoredDraft } from '../../data/learner-database.ts';
import { uiOf } from '../../questions/question-uis.ts';
import { Screen } from '../../shell/screen.tsx';
import { UnkeptNotice } from '../../shell/unkept-notice.tsx';
import { usePreferences } from '../../ui-state/preferences.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { TutorButton } from '../tutor/tutor-button.tsx';
import { CopyProgram } from './copy-program.tsx';
import { EndPage } from './end-page.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { type Played, tutorOf } from './played.ts';
import styles from './player.module.css';
import { type Primary, storedAt } from './player-state.ts';
import { ProblemNote } from './problem-note.tsx';
import { QuestionPane } from './question-pane.tsx';
import { TimeLimit } from './time-limit.tsx';
import { UndoButton } from './undo-button.tsx';
import { type Player as PlayerModel, usePlayer } from './use-player.ts';
import { usePlayerKeys } from './use-player-keys.ts';

const stepsOf = ({ play, state }: PlayerModel, questions: Played['view']['questions']): Step[] =>
  questions.map(({ grade }, index) => {
    if (play.rules.feedback === 'each' && grade?.kind === 'graded') return grade.correct ? 'right' : 'wrong';
    if (index === state.at) return 'current';
    return storedAt(state, play, index) === null ? 'open' : 'answered';
  });

const primaryWords: Record<Primary, React.ReactNode> = {
  check: <Trans>Check</Trans>,
  continue: <Trans>Continue</Trans>,
  next: <Trans>Next</Trans>,
  skip: <Trans>Skip for now</Trans>,
  end: <Trans>To the end</Trans>,
  finish: <Trans>See how it went</Trans>,
};

/** An attempt in progress: one question a screen, everything else out of the way. */
export const Player = ({ played, draft }: { played: Played; draft: StoredDraft | null }) => {
  const { t } = useLingui();
  const { view, title, home, introHtml } = played;
  const { attempt, questions, standing } = view;
  const player = usePlayer(played, draft);
  const { state, play, primary, current, step } = player;
  const [leaving, setLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const verdict = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const { digitKeys } = usePreferences();

  const seed = current?.shuffle ? attempt.seed : null;
  const stored = storedAt(state, play, state.at);
  const isAnswered = play.rules.feedback === 'each' && stored !== null;
  const count = questions.length;
  const number = Math.min(state.at + 1, count);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves with the steps, and when an answer taken back is asked anew.
  useEffect(() => {
    (verdict.current ?? heading.current)?.focus({ preventScroll: true });
    verdict.current?.closest('[data-sheet]')?.scrollIntoView({ block: 'nearest' });
  }, [step, isAnswered]);

  useEffect(() => {
    // Where something is missing, there the learner goes on.
    const fields = field.current;
    if (state.problem)
      (
        fields?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
        fields?.querySelector<HTMLElement>('[data-empty]') ??
        fields?.querySelector<HTMLElement>('input, select, button')
      )?.focus();
  }, [state.problem]);

  const undo = async () => {
    if (await player.undo()) showToast(t`Taken back: it counts nowhere`);
  };

  usePlayerKeys({
    onEnter: () => void player.proceed(),
    onDigit: (digit) => {
      if (!digitKeys || !current || isAnswered) return false;
      const { question } = current;
      const chosen = uiOf(question).chooseNth(question, player.response, digit - 1, seed);
      if (chosen === undefined) return false;
      player.respond(question.id, chosen);
      return true;
    },
    onUndo: () => void undo(),
    onTyping: () => field.current?.querySelector<HTMLInputElement>('input[type="text"]')?.focus(),
  });

  const tutor = tutorOf(played);
  const undoButton = player.undoable !== null && <UndoButton key={player.undoable} onUndo={() => void undo()} />;

  const typed = player.response?.kind === 'code' ? player.response.source : null;
  const bottom = (
    <>
      <div role="status" className={styles.unkept}>
        <UnkeptNotice>{typed !== null && <CopyProgram source={typed} />}</UnkeptNotice>
      </div>
      <div className={styles.actions}>
        {undoButton}
        {play.rules.feedback === 'end' && state.at > 0 && (
          <Button look="quiet" icon="back" onClick={() => void player.visit(state.at - 1)}>
            <Trans>Back</Trans>
          </Button>
        )}
        <Button
          look={primary === 'skip' ? 'quiet' : 'action'}
          wide
          aria-disabled={state.busy}
          onClick={() => void player.proceed()}
        >
          {primaryWords[primary]}
        </Button>
      </div>
    </>
  );

  return (
    <Screen
      title={title}
      ownHeading
      focused
      back={{
        href: home,
        place: (
          <span className={styles.counter}>
            <Trans>
              {number} of {count}
            </Trans>
          </span>
        ),
        close: true,
        onBack: () => setLeaving(true),
      }}
      tool={tutor && <TutorButton {...tutor} />}
      progress={
        <>
          <Steps steps={stepsOf(player, questions)} label={t`Question ${number} of ${count}`} />
          {attempt.timeLimitMs !== null && standing.deadlineAt !== null && (
            <TimeLimit
              attemptId={attempt.id}
              limitMs={attempt.timeLimitMs}
              deadlineAt={standing.deadlineAt - view.offsetMs}
            />
          )}
        </>
      }
      bottom={isAnswered ? undefined : bottom}
    >
      {current ? (
        <QuestionPane
          key={current.question.id}
          attemptId={attempt.id}
          asked={current}
          lang={current.language}
          seed={seed}
          stored={isAnswered ? stored : null}
          response={player.response}
          problem={state.problem}
          disabled={state.busy}
          withHints={play.rules.hints}
          activeMs={player.activeMs}
          intro={state.at === 0 && introHtml ? <HtmlBlock html={introHtml} lang={played.lang} /> : null}
          place={t`Question ${number} of ${count}`}
          bottom={bottom}
          headingRef={heading}
          verdictRef={verdict}
          fieldRef={field}
          onRespond={(response) => player.respond(current.question.id, response)}
        />
      ) : (
        <>
          <EndPage player={player} isServerGraded={played.isServerGraded} headingRef={heading} />
          <ProblemNote id="finish-problem" problem={state.problem} kind={null} />
        </>
      )}
      <LeaveDialog open={leaving} attemptId={attempt.id} href={home} onClose={() => setLeaving(false)} />
    </Screen>
  );
};
