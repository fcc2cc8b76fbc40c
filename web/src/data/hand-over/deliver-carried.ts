import { now } from '../clock.ts';
import { askService, Unreachable } from '../service/ask-service.ts';
import { type Carried, type CarriedRefusal, handOverDatabase } from './hand-over-database.ts';

const LATER_MS = 6 * 3_600_000;
/** What was delivered is told for so long, then forgotten. */
const TOLD_MS = 30 * 24 * 3_600_000;

const refusals: readonly string[] = ['not-taken', 'foreign', 'damaged', 'too-large'] satisfies CarriedRefusal[];

/**
 * Brings what is carried to the service, one bundle after another. Stops at the first that gets no answer; whatever the
 * service did not plainly say leaves a bundle where it is. [B5]
 */
export const deliverCarried = async (signal?: AbortSignal): Promise<'all' | 'later'> => {
  const { carried } = handOverDatabase();
  await carried.filter(({ settledAt }) => settledAt !== null && now() - settledAt > TOLD_MS).delete();
  for (const one of await carried.where('state').equals('waiting').toArray()) {
    if (signal?.aborted) return 'later';
    const isLater = one.notBefore > now() && one.notBefore <= now() + LATER_MS;
    if (one.text === null || isLater) continue;
    const outcome = await bring(one.text, signal);
    if (outcome === 'no-answer') return 'later';
    await carried.update(one.id, settled(outcome));
  }
  return 'all';
};

type Brought = 'delivered' | 'later' | CarriedRefusal;

const settled = (outcome: Brought): Partial<Carried> => {
  if (outcome === 'later') return { notBefore: now() + LATER_MS };
  if (outcome === 'delivered') return { state: 'delivered', text: null, settledAt: now() };
  return { state: 'refused', refusal: outcome, text: null, settledAt: now() };
};

const bring = async (bundle: string, signal?: AbortSignal): Promise<Brought | 'no-answer'> => {
  try {
    const response = await askService('/sync/bundles', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bundle }),
      ...(signal && { signal }),
    });
    const { state, code = '' } = (await response.json().catch(() => ({}))) as { state?: string; code?: string };
    // Overtaken: its maker has been in touch since, and needs nobody to carry for them.
    if (response.ok) return state === 'too-early' ? 'later' : 'delivered';
    if (response.status === 426) return 'later';
    return refusals.includes(code) ? (code as CarriedRefusal) : 'no-answer';
  } catch (error) {
    if (error instanceof Unreachable || signal?.aborted) return 'no-answer';
    throw error;
  }
};
