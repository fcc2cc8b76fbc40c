import type { DraftNode, DraftPart } from '@hornbook/shared/authoring/draft.ts';
import { MOST_SOUND_BYTES } from '@hornbook/shared/authoring/draft-assets.ts';
import { writeWav } from '@hornbook/shared/pronunciation/wav.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { changePart } from '../../../data/commands/write-drafts.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { decodeSound } from '../../../speech/record.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import { useTellStored } from '../../materials/tell-stored.ts';
import desk from '../desk.module.css';
import { useKeepAsset } from '../use-add-asset.ts';
import { CutSound } from './cut-sound.tsx';
import { KeptSound } from './kept-sound.tsx';
import { failureWords } from './sound-words.tsx';
import { useRecorder } from './use-recorder.ts';
import { samplesOf, soundAt } from './voice-samples.ts';
import styles from './voices.module.css';

interface VoiceSoundProps {
  course: DraftNode;
  node: DraftNode;
  part: DraftPart;
  /** Whose sound it is. */
  about: string;
}

/** The recording of one voice: made here or brought as a file, cut, heard, and put in the place of another one. */
export const VoiceSound = ({ course, node, part, about }: VoiceSoundProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const keepAsset = useKeepAsset(course);
  const tellStored = useTellStored();
  const chooser = useRef<HTMLInputElement>(null);
  const recordButton = useRef<HTMLButtonElement>(null);
  /** What is being cut, before it is kept. */
  const [fresh, setFresh] = useState<Float32Array | null>(null);
  const recorder = useRecorder(setFresh);
  const isRecording = recorder.state.kind === 'recording';
  const isBusy = recorder.state.kind === 'asking' || recorder.state.kind === 'reading';
  const sound = part.match === '' ? null : soundAt(course, part.match);
  const write = (match: string) => changePart(node.id, `voice:${part.id}`, { match });
  // What was cut is gone from the page: whoever came by keys goes on where it began.
  const wasCutting = useRef(false);
  useEffect(() => {
    if (wasCutting.current && !fresh) recordButton.current?.focus();
    wasCutting.current = fresh !== null;
  }, [fresh]);

  const handleChosen = async (file: File | undefined) => {
    if (!file) return;
    const most = bytes(MOST_SOUND_BYTES);
    if (file.size > MOST_SOUND_BYTES)
      return showToast(t`This file is larger than ${most}: choose one with the phrase alone.`);
    const samples = await decodeSound(await file.arrayBuffer()).catch(() => null);
    if (samples) setFresh(samples);
    else showToast(t`There is no sound in this file that can be read here. Choose another one.`);
  };
  const handleCut = async () => {
    const samples = sound && (await samplesOf(sound.sha256));
    if (samples) setFresh(samples);
    else showToast(t`This recording is not on this device. It comes with the next connection.`);
  };
  const handleKeep = async (cut: Float32Array) => {
    const before = part.match;
    const content = new Blob([writeWav(cut)], { type: 'audio/wav' });
    const path = await keepAsset({ name: `${about}.wav`, content, mediaType: 'audio/wav' });
    if (path === null || !tellStored(await write(path))) return;
    setFresh(null);
    if (before !== '') showToast(t`Another recording: ${about}`, { label: t`Undo`, onPick: () => void write(before) });
  };
  if (fresh)
    return (
      <CutSound samples={fresh} about={about} onKeep={(cut) => void handleKeep(cut)} onDrop={() => setFresh(null)} />
    );
  return (
    <div className={styles.voice}>
      {sound && <KeptSound sha256={sound.sha256} about={about} onCut={() => void handleCut()} />}
      <div className={desk.adding}>
        {/* One button for all of it, so that it keeps the focus. */}
        <button
          ref={recordButton}
          type="button"
          className={styles.recording}
          data-on={isRecording}
          aria-disabled={isBusy}
          aria-label={isRecording ? t`Stop: ${about}` : sound ? t`Record it again: ${about}` : t`Record: ${about}`}
          onClick={() => {
            if (!isBusy) void (isRecording ? recorder.stop() : recorder.start());
          }}
        >
          <span aria-hidden="true" className={styles.dot} />
          {isRecording ? <Trans>Stop</Trans> : sound ? <Trans>Record it again</Trans> : <Trans>Record</Trans>}
        </button>
        <Button
          look="quiet"
          icon="file"
          aria-disabled={isRecording}
          aria-label={sound ? t`Choose another file: ${about}` : t`Choose a file: ${about}`}
          onClick={() => !isRecording && chooser.current?.click()}
        >
          {sound ? <Trans>Choose another file</Trans> : <Trans>Choose a file</Trans>}
        </Button>
        {isRecording && (
          <meter className={styles.level} min={0} max={1} value={recorder.level} aria-label={t`How loud it is`} />
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        accept="audio/*"
        tabIndex={-1}
        className={desk.chooser}
        aria-label={t`Sound file: ${about}`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          void handleChosen(file).finally(() => {
            target.value = '';
          });
        }}
      />
      <p role="status" className={desk.quiet}>
        {isRecording && <Trans>Speak now</Trans>}
        {recorder.state.kind === 'failed' && failureWords[recorder.state.reason]}
      </p>
    </div>
  );
};
