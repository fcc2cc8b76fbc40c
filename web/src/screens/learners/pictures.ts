/** Pictures a learner can choose: our own, drawn on a grid of 24 with one pen, each on a round of its colour. */
export const pictures = {
  fox: {
    tone: 'accent',
    path: 'M4 5l4 3h8l4-3v8c0 4-4 7-8 7s-8-3-8-7V5ZM9 12.5v.2M15 12.5v.2M10.8 16h2.4L12 17.4 10.8 16Z',
  },
  owl: {
    tone: 'info',
    path: 'M5 4.5c2 1.4 4 1.8 7 1.8s5-.4 7-1.8V14a7 7 0 0 1-14 0V4.5ZM9 13.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM15 13.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM9 10.9v.1M15 10.9v.1M12 13.6v2',
  },
  cat: {
    tone: 'rose',
    path: 'M5.5 4 9 7.2h6L18.5 4v9.5a6.5 6.5 0 0 1-13 0V4ZM9.5 11.8v.2M14.5 11.8v.2M12 14.4v1.6M2.5 13l4 .6M21.5 13l-4 .6M3 17l3.6-1.2M21 17l-3.6-1.2',
  },
  whale: {
    tone: 'info',
    path: 'M3 12.5c0 4.6 3.4 7 7.8 7 4.6 0 7.7-3 7.7-7.5V9M3 12.5h8.5c2.6 0 4-1.4 4-3.5M14.5 4.5c.6 2 1.8 3 4 4.5 2.2-1.5 3-2.5 3-4.5-1.6 0-2.5.5-3 1.5-.6-1-1.8-1.5-4-1.5ZM7 15.2v.2M7 9.5V7M4.8 5.8C5.9 5 6.7 5.5 7 7c.3-1.5 1.1-2 2.2-1.2',
  },
  tree: {
    tone: 'correct',
    path: 'M12 21.5v-9M12 17l3-2.6M8 15.5a4.4 4.4 0 0 1-1.5-8.6 5.6 5.6 0 0 1 11 0 4.4 4.4 0 0 1-1.5 8.6',
  },
  rocket: {
    tone: 'rose',
    path: 'M12 2.5c3.4 2.4 5 5.8 5 9.3L15 16.5H9l-2-4.7c0-3.5 1.6-6.9 5-9.3ZM12 10.6a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM7.4 12.8 4.8 16v3.6l3.9-2.8M16.6 12.8l2.6 3.2v3.6l-3.9-2.8M12 18.8v2.7',
  },
  sun: {
    tone: 'accent',
    path: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  },
  boat: { tone: 'info', path: 'M3.5 15h17L18 20H6l-2.5-5ZM12 15V3l7 9h-7M12 6l-5.5 6H12' },
  mushroom: {
    tone: 'rose',
    path: 'M3.5 12a8.5 8.5 0 0 1 17 0c-5 1.4-12 1.4-17 0ZM9 13v5.4a3 3 0 0 0 6 0V13M8.5 8.4v.1M13.5 7v.1M16.6 9.8v.1',
  },
  kite: {
    tone: 'correct',
    path: 'M14.5 2.5 20 10l-9.2 6.6-3.6-9.4 7.3-4.7ZM14.5 2.5l-3.7 14.1M7.2 7.2 20 10M10.8 16.6c-.8 2.2-2.6 1.2-3.6 2.6s-2 1.9-3.7 1.4',
  },
  fish: {
    tone: 'accent',
    path: 'M2.5 12c2.4-4 5.6-5.6 8.8-5.6 3 0 5.2 1.5 6.9 3.6l3.3-2.6v9.2L18.2 14c-1.7 2.1-3.9 3.6-6.9 3.6-3.2 0-6.4-1.6-8.8-5.6ZM7.4 11v.2M12 9.2c1.1 1.7 1.1 3.9 0 5.6',
  },
  tulip: {
    tone: 'correct',
    path: 'M12 21.5v-8M12 21.5c-3.2 0-5.2-2-5.2-5.2 3.2 0 5.2 2 5.2 5.2ZM12 21.5c3.2 0 5.2-2 5.2-5.2-3.2 0-5.2 2-5.2 5.2ZM7 4l2.5 2L12 2.8 14.5 6 17 4v4.5a5 5 0 0 1-10 0V4Z',
  },
} as const;

export type PictureName = keyof typeof pictures;

export const pictureNames = Object.keys(pictures) as PictureName[];

export const isPicture = (name: string | null): name is PictureName => name !== null && Object.hasOwn(pictures, name);
