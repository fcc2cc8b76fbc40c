import { goOnText } from '@hornbook/shared/identity/claim.ts';
import { useLost } from '../../ui-state/lost.ts';
import { connect } from '../connections.ts';
import { goOnAs } from '../go-on-as.ts';
import { asOutcome, post, readOutcome, signed } from '../service/claim.ts';
import { sayAnew } from '../was-here.ts';

export type GotBack = { kind: 'back' } | { kind: 'unreachable' } | { kind: 'refused' };

/**
 * Goes on as the learner whose session this browser still has, by a new key. What was done here since is merged into it;
 * everything the service has comes by the feed, as on any new device.
 */
export const getBack = async (): Promise<GotBack> => {
  const before = await connect();
  const { device } = before;
  const { deviceId } = device;
  const asked = signed(device, (challenge) => goOnText({ deviceId, challenge }))
    .then((claim) => post('/auth/go-on', claim))
    .then(readOutcome);
  const outcome = await asked.catch(asOutcome);
  if (outcome.kind !== 'claimed') return { kind: outcome.kind === 'unreachable' ? 'unreachable' : 'refused' };
  await goOnAs(before, outcome.learnerId);
  useLost.setState({ note: null, former: null });
  return { kind: 'back' };
};

/** Whoever was here before: from now on this is somebody new. What the service has of them it keeps. */
export const beginAnew = (): void => sayAnew();
