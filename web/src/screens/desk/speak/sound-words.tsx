import type { UnusableReference } from '@hornbook/shared/pronunciation/look-at-sound.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Recorder } from './use-recorder.ts';

/** Why a recording can't be what learners are compared with, and what to do. */
export const unusableWords: Record<UnusableReference, ReactNode> = {
  silent: <Trans>Nobody is heard in it. Is the microphone on? Come closer, and record it again.</Trans>,
  'too-short': <Trans>What is left is too short: it must hold the whole phrase.</Trans>,
  'too-long': <Trans>It is longer than six seconds: cut it to the phrase alone.</Trans>,
  clipped: <Trans>It is too loud and rasps. Move away from the microphone a little, and record it again.</Trans>,
  noisy: (
    <Trans>The room is too loud beside the voice. Record it where it is quiet, or closer to the microphone.</Trans>
  ),
};

type Failure = Extract<Recorder, { kind: 'failed' }>['reason'];

/** Why nothing was recorded. */
export const failureWords: Record<Failure, ReactNode> = {
  refused: (
    <Trans>
      The microphone is not allowed here. Allow it in the browser’s settings for this page, or choose a file with the
      phrase.
    </Trans>
  ),
  'no-microphone': <Trans>This device has no microphone that can be used. Connect one, or choose a file.</Trans>,
  busy: <Trans>Another program is using the microphone. Close it there, then try again.</Trans>,
  unsupported: <Trans>This browser can’t record here. Choose a file with the phrase.</Trans>,
  unreadable: <Trans>Nothing was recorded. Try again.</Trans>,
};
