/** The meaning of a `perDevice` field: what all devices counted together. */
export const sumOf = (byReplica: Readonly<Record<string, number>>): number =>
  Object.values(byReplica).reduce((sum, count) => sum + count, 0);
