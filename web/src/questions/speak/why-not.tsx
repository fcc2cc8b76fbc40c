import { Trans } from '@lingui/react/macro';
import type { Speaking } from './use-speaking.ts';

/** Why a take was not judged, and what to do: each reason has its own words. */
export const WhyNot = ({ state }: { state: Speaking }) => {
  if (state.kind === 'failed') {
    switch (state.reason) {
      case 'refused':
        return (
          <Trans>
            The microphone is not allowed here. Allow it in the browser’s settings for this page, or write the phrase
            instead.
          </Trans>
        );
      case 'no-microphone':
        return <Trans>This device has no microphone that can be used. Connect one, or write the phrase instead.</Trans>;
      case 'busy':
        return <Trans>Another program is using the microphone. Close it there, then try again.</Trans>;
      case 'unsupported':
        return <Trans>This browser can’t record here. Write the phrase instead.</Trans>;
      case 'unreadable':
        return <Trans>Nothing was recorded. Try again.</Trans>;
    }
  }
  if (state.kind !== 'judged' || state.judgement.kind === 'judged') return null;
  if (state.judgement.kind === 'no-references')
    return (
      <Trans>
        What takes are compared with is not on this device. Get the lesson’s sound on its page, or write the phrase
        instead.
      </Trans>
    );
  switch (state.judgement.reason) {
    case 'silent':
      return <Trans>We heard nothing. Is the microphone on? Come a little closer and try again.</Trans>;
    case 'too-short':
      return <Trans>That was very short. Say the whole phrase.</Trans>;
    case 'clipped':
      return <Trans>That was too loud to be heard well. Move a little away and try again.</Trans>;
    case 'noisy':
      return <Trans>It is too noisy here to tell. Find a quieter place, or come closer to the microphone.</Trans>;
  }
};
