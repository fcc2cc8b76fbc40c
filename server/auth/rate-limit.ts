export type RateLimit = ReturnType<typeof makeRateLimit>;

/** A bucket for each address or learner: `burst` at once, then `perHour`. Kept in memory; each server of several counts for itself. */
export function makeRateLimit({ burst, perHour }: { burst: number; perHour: number }, now: () => number) {
  const buckets = new Map<string, { left: number; at: number }>();
  const perMs = perHour / 3_600_000;
  const MOST_ADDRESSES = 10_000;

  return {
    /** Takes one, or says after how many seconds there is one. */
    take(address: string): { ok: true } | { ok: false; retryAfterSeconds: number } {
      const at = now();
      const group = groupOf(address);
      const bucket = buckets.get(group) ?? { left: burst, at };
      bucket.left = Math.min(burst, bucket.left + (at - bucket.at) * perMs);
      bucket.at = at;
      // To the end of the map, whose beginning is forgotten first.
      buckets.delete(group);
      buckets.set(group, bucket);
      if (buckets.size > MOST_ADDRESSES) buckets.delete(buckets.keys().next().value ?? '');
      if (bucket.left < 1) return { ok: false, retryAfterSeconds: Math.ceil((1 - bucket.left) / perMs / 1000) };
      bucket.left -= 1;
      return { ok: true };
    },

    /** Puts back what was taken for something that turned out not to count. */
    giveBack(address: string): void {
      const bucket = buckets.get(groupOf(address));
      if (bucket) bucket.left = Math.min(burst, bucket.left + 1);
    },
  };
}

/** One home has one IPv4 address but 2^64 IPv6 ones: those count by their first half. */
function groupOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':');
  const filled = address.includes('::')
    ? [...first, ...Array(Math.max(0, 8 - first.length - tail.split(':').length)).fill('0'), ...tail.split(':')]
    : first;
  return filled.slice(0, 4).join(':');
}
