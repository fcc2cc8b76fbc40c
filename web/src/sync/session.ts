import type { DeviceIdentity } from '../data/device-identity.ts';
import { claimLearner } from '../data/service/claim.ts';
import { useLost } from '../ui-state/lost.ts';
import type { Report } from './report.ts';

export type SessionOutcome = { kind: 'ready' } | { kind: 'later'; ms: number | null } | { kind: 'refused' };

/** Gets a session by signing a challenge; of several that ask at once, one request does for all. */
export const sessionMinter = (device: DeviceIdentity, report: Report, signal: AbortSignal) => {
  let minting: Promise<SessionOutcome> | undefined;
  const mint = async (): Promise<SessionOutcome> => {
    const outcome = await claimLearner(device, { signal });
    switch (outcome.kind) {
      case 'claimed':
        return { kind: 'ready' };
      case 'unreachable':
        report({ trouble: outcome.fromStranger ? 'not-our-server' : 'offline' });
        return { kind: 'later', ms: outcome.retryAfterMs };
      case 'moved': {
        const { connect } = await import('../data/connections.ts');
        await (await import('../data/go-on-as.ts')).goOnAs(await connect(), outcome.learnerId);
        return { kind: 'refused' };
      }
      case 'refused':
        // Nothing new is begun over what may be had back: the learner is told, and says.
        if (outcome.former) useLost.setState({ former: outcome.former });
        report({ trouble: 'refused' });
        if (outcome.code === 'gone') {
          const { connect } = await import('../data/connections.ts');
          await (await import('../data/wipe-erased.ts')).wipeIfNothingIsLeft(await connect());
        }
        return { kind: 'refused' };
    }
  };
  return (): Promise<SessionOutcome> => {
    minting ??= mint().finally(() => {
      minting = undefined;
    });
    return minting;
  };
};
