/** Where verified assets lie, under the address the lesson's HTML names; the service worker answers from it. */
export const PACK_CACHE = 'hornbook-packs';
export const packUrl = (sha256: string): string => `/packs/${sha256}`;
