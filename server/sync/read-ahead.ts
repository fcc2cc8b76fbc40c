/** A page that was begun this long ago or longer is read anew; by then another may have more to say. */
const SOON_MS = 2_000;
/** So many pages may lie here unasked for; whoever comes with more waits for each of them. */
const MOST_PAGES = 16;
const MOST_REMEMBERED = 10_000;

/** A page of somebody's feed. `next` names the one behind it; null where there is none. */
interface Page {
  next: string | null;
}

interface Expected<P> {
  name: string;
  at: number;
  page: Promise<P> | null;
}

/**
 * Reads the page that will be asked for next while the last one is on its way: whoever takes in one page after another
 * then waits for the slower of the two sides and not for both. Only behind a page that was itself asked for soon after the
 * one before, so that a slow link costs nothing; and what was read ahead is given once, to the same question, or to nobody.
 * `mayRead` says whether there is time for it.
 */
export const makeReadAhead = <P extends Page>(mayRead: () => boolean, now: () => number = Date.now) => {
  const expected = new Map<string, Expected<P>>();
  let pages = 0;

  const forget = (who: string) => {
    const entry = expected.get(who);
    if (entry?.page) pages -= 1;
    expected.delete(who);
  };

  return {
    /** The page `who` asks for by this name; `read` reads it, or one named by another page's `next`. */
    page: async (who: string, name: string, read: (name: string) => Promise<P>): Promise<P> => {
      const before = expected.get(who);
      forget(who);
      const isNext = before?.name === name && now() - before.at < SOON_MS;
      // What went wrong ahead of time may go right now.
      const ahead = isNext ? await before.page?.catch(() => null) : null;
      const page = ahead ?? (await read(name));
      // Another device of the same learner may have come in between.
      forget(who);
      const { next } = page;
      if (next === null) return page;
      const reads = isNext && pages < MOST_PAGES && mayRead();
      const entry: Expected<P> = { name: next, at: now(), page: reads ? read(next) : null };
      expected.set(who, entry);
      if (entry.page) {
        pages += 1;
        entry.page.catch(() => {});
        setTimeout(() => {
          if (expected.get(who) === entry) forget(who);
        }, SOON_MS).unref();
      }
      const [oldest] = expected.keys();
      if (expected.size > MOST_REMEMBERED && oldest) forget(oldest);
      return page;
    },
    /** How many pages lie here. */
    size: () => pages,
  };
};
