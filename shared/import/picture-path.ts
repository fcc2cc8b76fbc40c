/** How texts name a picture until it is a file of the course: by its number among the pictures of the file. */
export const picturePath = (index: number): string => `assets/brought-${index}`;
export const PICTURE_PATH = /assets\/brought-(\d+)/g;
