import type { OutcomeStatus, TestOutcome } from '@hornbook/shared/code/code-run.ts';
import type { CodeTest } from '@hornbook/shared/content/pack.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { IconButton } from '../../components/button.tsx';
import { PartMark } from '../part-mark.tsx';
import styles from './code.module.css';
import { messageWords } from './message-words.tsx';
import { TextDiff } from './text-diff.tsx';
import type { Printed } from './use-code-run.ts';

interface TestListProps {
  tests: readonly CodeTest[];
  outcomesOf: (test: CodeTest) => readonly TestOutcome[];
  printed: ReadonlyMap<string, Printed>;
  running: { only: string | null } | null;
  canRun: boolean;
  onRun: (test: CodeTest) => void;
}

/** The tests of a program, each with what came of it, and a button to try it alone. */
export const TestList = ({ tests, outcomesOf, printed, running, canRun, onRun }: TestListProps) => {
  const { t } = useLingui();
  return (
    <ul className={styles.tests}>
      {tests.map((test) => {
        const { id, name } = test;
        const outcomes = outcomesOf(test);
        const output = printed.get(id);
        return (
          <li key={id} className={styles.test} data-running={(running && (running.only ?? id) === id) || undefined}>
            <div className={styles.head}>
              <IconButton icon="play" label={t`Run ${name}`} disabled={!canRun} onClick={() => onRun(test)} />
              <bdi dir="ltr" className={styles.name}>
                {name}
              </bdi>
              {outcomes.length === 1 && outcomes[0]?.id === id && <StatusMark status={outcomes[0].status} />}
            </div>
            {test.kind === 'call' && outcomes.length === 0 && (
              <p className={styles.wanted} dir="ltr">
                <code>{test.expected}</code>
              </p>
            )}
            {test.kind === 'output' && outcomes.length === 0 && (
              <pre className={styles.output} dir="ltr">
                {test.expected}
              </pre>
            )}
            {test.kind === 'file' && (
              <details className={styles.printed}>
                <summary>
                  <Trans>What is tested</Trans>
                </summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
                <section className={styles.output} dir="ltr" tabIndex={0} aria-label={t`What is tested`}>
                  <pre>{test.source.trim()}</pre>
                </section>
              </details>
            )}
            {outcomes.length === 1 && outcomes[0]?.id === id ? (
              <OutcomeDetails outcome={outcomes[0]} />
            ) : (
              outcomes.length > 0 && (
                <ul className={styles.inner}>
                  {outcomes.map((outcome) => (
                    <li key={outcome.id}>
                      <div className={styles.head}>
                        <bdi dir="ltr" className={styles.name}>
                          {outcome.name}
                        </bdi>
                        <StatusMark status={outcome.status} />
                      </div>
                      <OutcomeDetails outcome={outcome} />
                    </li>
                  ))}
                </ul>
              )
            )}
            {output && output.lines.length > 0 && (
              <details className={styles.printed} open={test.kind !== 'output' && tests.length < 4}>
                <summary>
                  <Trans>What it printed</Trans>
                </summary>
                <pre className={styles.output} dir="ltr">
                  {output.lines.map(({ level, text }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
                    <span key={at} className={level === 'error' ? styles.loud : undefined}>
                      {text}
                      {'\n'}
                    </span>
                  ))}
                  {output.cut && '…'}
                </pre>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const StatusMark = ({ status }: { status: OutcomeStatus }) => (
  <PartMark right={status === 'passed'}>
    {status === 'passed' ? <Trans>Right</Trans> : <Trans>Not right</Trans>}
  </PartMark>
);

const Words = ({ status }: { status: OutcomeStatus }) => {
  switch (status) {
    case 'timeout':
    case 'stopped':
      return <Trans>It took too long and was ended. Is there a loop that never stops?</Trans>;
    case 'memory':
      return <Trans>It used all the memory it may have.</Trans>;
    case 'stack':
      return <Trans>A function called itself too many times.</Trans>;
    default:
      return null;
  }
};

const OutcomeDetails = ({ outcome }: { outcome: TestOutcome }) => {
  const { status, message, line, expected, got } = outcome;
  if (status === 'passed') return null;
  const words = <Words status={status} />;
  return (
    <div className={styles.details}>
      {status !== 'failed' && status !== 'error' && <p>{words}</p>}
      {message && (status === 'error' || expected === undefined) && (
        <p className={styles.message}>
          {messageWords(message)}
          {line !== undefined && (
            <span className={styles.line}>
              {' '}
              <Trans>Line {line}</Trans>
            </span>
          )}
        </p>
      )}
      {expected !== undefined && got !== undefined && <TextDiff expected={expected} got={got} />}
    </div>
  );
};
