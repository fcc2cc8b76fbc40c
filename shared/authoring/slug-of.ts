/** Lower-case words with hyphens, as names of folders and courses are. */
export const slugOf = (name: string, otherwise = 'untitled'): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '') || otherwise;
