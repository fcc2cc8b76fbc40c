import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { countPassed } from '@hornbook/shared/code/outcomes.ts';
import type { CodeTest } from '@hornbook/shared/content/pack.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import type { InputProps } from '../question-kind.ts';
import styles from './code.module.css';
import { useCodeHistory } from './code-history.ts';
import type { EditorHandle } from './editor-handle.ts';
import { KeyRow } from './key-row.tsx';
import { PlainEditor } from './plain-editor.tsx';
import { PythonOffer } from './python-offer.tsx';
import { Submissions } from './submissions.tsx';
import { TestList } from './test-list.tsx';
import { useCodeRun } from './use-code-run.ts';

const RichEditor = lazy(async () => ({ default: (await import('./rich-editor.tsx')).RichEditor }));

/** A program, its tests and what came of them; side by side where there is room. */
export const CodeDesk = ({ question, response, onChange, disabled, promptId, problemId }: InputProps<'code'>) => {
  const { t } = useLingui();
  const { plainEditor } = usePreferences();
  const editor = useRef<EditorHandle>(null);
  const history = useCodeHistory();
  const code = useCodeRun(question);
  /** Of tests run alone, for this source. */
  const [alone, setAlone] = useState<{ source: string; runs: Record<string, CodeRun> }>({ source: '', runs: {} });
  /** What was there before starting over. */
  const [before, setBefore] = useState<string | null>(null);

  const source = response?.source ?? question.starter;
  const run = response?.run ?? null;
  const isBusy = disabled || code.running !== null;
  const latest = useRef(source);
  latest.current = source;

  const write = (next: string) => {
    setBefore(null);
    onChange({ kind: 'code', source: next, run: null });
  };
  const runAll = async () => {
    const result = await code.run(source, null);
    // Written on meanwhile: what came of it is of another program.
    if (!result || latest.current !== source) return;
    onChange({ kind: 'code', source, run: result });
    await history.keep(source, result);
  };
  const runOne = async (test: CodeTest) => {
    const result = await code.run(source, test);
    if (!result) return;
    setAlone((known) => ({ source, runs: { ...(known.source === source ? known.runs : {}), [test.id]: result } }));
  };
  const startOver = () => {
    setBefore(source);
    onChange(null);
  };
  const outcomesOf = (test: CodeTest) =>
    (alone.source === source && run === null ? alone.runs[test.id]?.tests : undefined) ??
    run?.tests.filter(({ id }) => id === test.id || id.startsWith(`${test.id}/`)) ??
    [];

  const passed = run ? countPassed(run) : 0;
  const total = run?.tests.length ?? 0;
  const firstLine = run?.tests.find(({ line }) => line !== undefined)?.line ?? null;
  const shared = {
    value: source,
    onChange: write,
    language: question.language,
    label: t`Your program`,
    describedBy: [promptId, problemId].filter(Boolean).join(' '),
    hint: t`Press Escape, then Tab, to leave the editor.`,
    invalid: problemId !== null,
    disabled: isBusy && disabled,
    markedLine: firstLine,
  };

  return (
    <div className={styles.desk} data-desk>
      <div className={styles.writing}>
        <div className={styles.tools}>
          <span className={styles.language}>{languageNames[question.language]}</span>
          <Button look="plain" onClick={() => setPreferences({ plainEditor: !plainEditor })} aria-pressed={plainEditor}>
            <Trans>Plain text field</Trans>
          </Button>
          {before === null ? (
            <Button look="plain" icon="history" disabled={isBusy || response === null} onClick={startOver}>
              <Trans>Start over</Trans>
            </Button>
          ) : (
            <Button look="plain" icon="undo" disabled={isBusy} onClick={() => write(before)}>
              <Trans>Bring mine back</Trans>
            </Button>
          )}
        </div>
        {plainEditor ? (
          <PlainEditor {...shared} ref={editor} />
        ) : (
          <Suspense fallback={<PlainEditor {...shared} />}>
            <RichEditor {...shared} ref={editor} />
          </Suspense>
        )}
        <KeyRow editor={editor} language={question.language} disabled={isBusy} />
      </div>
      <section className={styles.trying} aria-label={t`Tests`}>
        {question.language === 'python' && <PythonOffer />}
        {code.running ? (
          <Button look="quiet" icon="pause" onClick={code.stop}>
            <Trans>Stop</Trans>
          </Button>
        ) : (
          <Button look="quiet" icon="play" disabled={isBusy || !code.canRun} onClick={() => void runAll()}>
            <Trans>Run all tests</Trans>
          </Button>
        )}
        <p role="status" className={styles.status}>
          {code.running && <Trans>Running…</Trans>}
          {!code.running && code.failed && (
            <Trans>Your program could not be run here yet. It is kept; try again, or go on and come back.</Trans>
          )}
          {!code.running && !code.failed && run && passed === total && <Trans>All tests pass.</Trans>}
          {!code.running && !code.failed && run && passed < total && (
            <Trans>
              {passed} of {total} tests pass.
            </Trans>
          )}
        </p>
        <TestList
          tests={question.tests}
          outcomesOf={outcomesOf}
          printed={code.printed}
          running={code.running}
          canRun={!isBusy && code.canRun}
          onRun={(test) => void runOne(test)}
        />
        <Submissions current={source} onTake={write} disabled={isBusy} />
      </section>
    </div>
  );
};

const languageNames = { javascript: 'JavaScript', typescript: 'TypeScript', python: 'Python' };
