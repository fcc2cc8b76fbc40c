/**
 * As many recordings of what a learner said as are kept, on all devices together: their rows go to every device, and sound
 * is the largest thing a learner makes. Nothing is ever thrown away to make room: once it is full, the learner decides.
 */
export const MOST_RECORDINGS = { count: 2_000, bytes: 64 * 1024 * 1024 } as const;

/** How full it is, from 0 to 1. */
export const recordingsShare = (rows: readonly { sizeBytes: number }[]): number =>
  Math.min(
    1,
    Math.max(
      rows.length / MOST_RECORDINGS.count,
      rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / MOST_RECORDINGS.bytes,
    ),
  );

/** About how many more there is room for, if they are as large as those that are there; none only where it is full. */
export const recordingsLeft = (rows: readonly { sizeBytes: number }[]): number => {
  const share = recordingsShare(rows);
  if (share === 0) return MOST_RECORDINGS.count;
  return share < 1 ? Math.max(1, Math.floor((rows.length * (1 - share)) / share)) : 0;
};
