import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { InputProps } from '../question-kind.ts';
import { TextField } from '../text-field.tsx';
import { EarlierTake } from './earlier-take.tsx';
import { KeptWords } from './kept-words.tsx';
import styles from './speak.module.css';
import { type TakeKept, useTakeKeeper } from './take-keeper.ts';
import { TakeResult } from './take-result.tsx';
import { TakeWords } from './take-words.tsx';
import { useReference } from './use-reference.ts';
import { useSpeaking } from './use-speaking.ts';
import { WhyNot } from './why-not.tsx';

const SLOW = 0.7;

/** Hear a phrase, say it, see how close it came; or write it, where one can't speak. */
export const SpeakDesk = (props: InputProps<'speak'>) => {
  const { question, response, onChange, lang, promptId, problemId, disabled } = props;
  const { t } = useLingui();
  const id = useId();
  const [writing, setWriting] = useState(response?.written != null);
  const reference = useReference(question);
  const keeper = useTakeKeeper();
  const [outcome, setOutcome] = useState<TakeKept | null>(null);
  const speaking = useSpeaking(question, (take, { file }) => {
    onChange({ kind: 'speak', take, written: null });
    void keeper?.keep(file, take).then(setOutcome);
  });
  const { state } = speaking;
  const isRecording = state.kind === 'recording';
  const busy = disabled || state.kind === 'asking' || state.kind === 'judging';
  const record = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const changed = useRef(false);
  useEffect(() => {
    if (!changed.current) return;
    (writing ? field.current?.querySelector('input') : record.current)?.focus();
  }, [writing]);
  const turn = (toWriting: boolean) => {
    changed.current = true;
    setWriting(toWriting);
    onChange(null);
  };
  const hear = (rate?: number) => {
    if (!isRecording) void reference.hear(rate);
  };
  const spokenIn = question.phrase.lang ?? lang;
  const describedBy = [promptId, problemId].filter(Boolean).join(' ');
  const take = response?.take;
  // The last one could not be judged: what stands is of the one before.
  const isEarlier = state.kind === 'failed' || (state.kind === 'judged' && state.judgement.kind !== 'judged');
  return (
    <div className={styles.desk}>
      {!writing && (
        <p className={styles.phrase} lang={spokenIn} dir="auto">
          {question.phrase.text}
          {question.phrase.ipa !== '' && <span className={styles.ipa}> /{question.phrase.ipa}/</span>}
        </p>
      )}
      <div className={styles.buttons}>
        {/* Not `disabled`: whoever came by keys would lose their place. */}
        <Button look="quiet" icon="play" aria-disabled={isRecording} onClick={() => hear()}>
          <Trans>Hear it</Trans>
        </Button>
        <Button look="quiet" aria-disabled={isRecording} onClick={() => hear(SLOW)}>
          <Trans>Slowly</Trans>
        </Button>
        {question.voices.length > 1 && (
          <label className={styles.voice} htmlFor={`${id}-voice`}>
            <Trans>Voice</Trans>
            <select
              id={`${id}-voice`}
              value={reference.voiceId}
              onChange={({ target }) => reference.setVoiceId(target.value)}
            >
              {question.voices.map((voice) => (
                <option key={voice.id} value={voice.id}>
                  {voice.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div role="status" className={styles.status}>
        {reference.missing && (
          <p className={styles.note}>
            <Trans>The sound is not on this device. Get the lesson’s sound on its page.</Trans>
          </p>
        )}
        {!writing && isRecording && (
          <p>
            <Trans>Speak now</Trans>
          </p>
        )}
        {!writing && take && !isRecording && !isEarlier && (
          <TakeWords question={question} take={take} lang={spokenIn} />
        )}
        {!writing && (
          <p className={styles.note}>
            <WhyNot state={state} />
          </p>
        )}
        {!writing && take && isEarlier && (
          <p className={styles.quiet}>
            <EarlierTake take={take} />
          </p>
        )}
      </div>
      {!writing && (
        <>
          {/* One button for all of it, so that it keeps the focus. */}
          <button
            ref={record}
            type="button"
            className={`${styles.record} ${isRecording ? styles.on : ''}`}
            aria-disabled={busy}
            aria-describedby={describedBy}
            onClick={() => {
              if (!busy) void (isRecording ? speaking.stop() : speaking.start());
            }}
          >
            <span aria-hidden="true" className={styles.dot} />
            {isRecording ? (
              <Trans>Stop</Trans>
            ) : state.kind === 'judging' ? (
              <Trans>Listening…</Trans>
            ) : take ? (
              <Trans>Say it again</Trans>
            ) : (
              <Trans>Record</Trans>
            )}
          </button>
          {isRecording && (
            <meter className={styles.level} min={0} max={1} value={speaking.level} aria-label={t`How loud it is`} />
          )}
          {state.kind === 'judged' && state.judgement.kind === 'judged' && (
            <TakeResult
              question={question}
              judgement={state.judgement}
              samples={state.samples}
              samplesOf={reference.samplesOf}
            />
          )}
          <KeptWords outcome={outcome} />
        </>
      )}
      {writing && (
        <div ref={field}>
          <TextField
            id={`${promptId}-field`}
            label={t`Write what you hear`}
            lang={spokenIn}
            value={response?.written ?? ''}
            disabled={disabled}
            onChange={({ target }) =>
              onChange(target.value === '' ? null : { kind: 'speak', take: null, written: target.value })
            }
            describedBy={[promptId]}
            problemId={problemId}
          />
        </div>
      )}
      <Button look="plain" disabled={busy || isRecording} onClick={() => turn(!writing)}>
        {writing ? <Trans>Say it instead</Trans> : <Trans>I can’t speak now: write it instead</Trans>}
      </Button>
    </div>
  );
};
