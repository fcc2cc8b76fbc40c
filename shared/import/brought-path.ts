/** How texts name a picture until it is a file of the course: by its number among the pictures of the file. */
export const broughtPath = (index: number): string => `assets/brought-${index}`;
export const BROUGHT_PATH = /assets\/brought-(\d+)/g;
