const DIRECT_HEADER = 'hornbook-direct';

/**
 * For files that are fetched to be stored: the service worker lets them pass. What goes through it keeps it busy until the
 * last byte, and a new version of the app waits so long for its place.
 */
export const DIRECT: Readonly<Record<string, string>> = { [DIRECT_HEADER]: '1' };

export const isDirect = ({ headers }: Pick<Request, 'headers'>): boolean => headers.has(DIRECT_HEADER);
