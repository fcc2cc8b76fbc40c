/** Longer without a sign of the learner is not time spent. */
export const IDLE_MS = 60_000;

/** Time spent actively: from sign to sign of the learner, pauses cut. */
export interface ActiveTime {
  totalMs: number;
  /** The last sign, or null while the page is hidden. */
  seenAt: number | null;
}

export const beginActive = (now: number): ActiveTime => ({ totalMs: 0, seenAt: now });

/** The learner typed, chose, scrolled, or the page was shown again. */
export const noteActive = ({ totalMs, seenAt }: ActiveTime, now: number): ActiveTime => ({
  totalMs: totalMs + (seenAt === null ? 0 : Math.min(IDLE_MS, Math.max(0, now - seenAt))),
  seenAt: now,
});

export const pauseActive = (time: ActiveTime, now: number): ActiveTime => ({ ...noteActive(time, now), seenAt: null });
