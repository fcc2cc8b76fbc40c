/** How a passage names a file that came with it, until it is an asset of the course. */
const NAMED = /media:([A-Za-z0-9%._~!*'()-]+)|@@PLUGINFILE@@\/([^"\\?\s]+)/g;

/** The files that any passage of a question shows, by their name in `media`. */
export const mediaNamed = (question: object): Set<string> =>
  new Set(
    [...JSON.stringify(question).matchAll(NAMED)].map(([, ours, theirs]) =>
      decodeURIComponent((ours ?? theirs) as string),
    ),
  );
