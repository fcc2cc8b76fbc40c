import styles from './icon.module.css';

/** Our own icons: drawn on a grid of 24 with one pen. */
const paths = {
  today: 'M3 19h18M6.5 19a5.5 5.5 0 0 1 11 0M12 4v4M4.2 8.6l2.3 2.2M19.8 8.6l-2.3 2.2M2.5 15h2M19.5 15h2',
  learn:
    'M12 6.4C9.8 4.8 6.8 4.3 3 4.5v13.8c3.8-.2 6.8.3 9 1.9 2.2-1.6 5.2-2.1 9-1.9V4.5c-3.8-.2-6.8.3-9 1.9ZM12 6.4v13.8',
  practice: 'M20 12a8 8 0 1 1-2.6-5.9M20.5 3.5V7.6h-4.1M8.8 12.2l2.3 2.3 4.3-4.8',
  me: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.8 3.6-6 7.5-6s6.9 2.2 7.5 6',
  add: 'M12 5v14M5 12h14',
  swap: 'M4 8.5h14M14.5 4.5l4 4-4 4M20 16H6M9.5 12l-4 4 4 4',
  check: 'm4.5 12.8 5 5 10-11',
  cross: 'M6 6l12 12M18 6 6 18',
  half: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 3.5v17M12 12h8.4',
  back: 'M20 12H5M11 5.5 4.5 12l6.5 6.5',
  up: 'm5 15 7-7 7 7',
  down: 'm5 9 7 7 7-7',
  download: 'M12 3.5v11M7 10l5 5 5-5M4.5 20.5h15',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M7.5 4.5v15l12-7.5-12-7.5Z',
  repeat:
    'M4 11.5V9a3.5 3.5 0 0 1 3.5-3.5H19M15.5 2l3.5 3.5L15.5 9M20 12.5V15a3.5 3.5 0 0 1-3.5 3.5H5M8.5 22 5 18.5 8.5 15',
  captions: 'M3 5.5h18v13H3v-13ZM6.5 11h5M14 11h3.5M6.5 15H9M11.5 15h6',
  fullscreen: 'M4 9V4.5h5M20 9V4.5h-5M4 15v4.5h5M20 15v4.5h-5',
  remove: 'M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14M10.3 10.5l.3 6M13.7 10.5l-.3 6',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  hint: 'M9.5 18.5h5M10.5 21h3M9 15.5c0-1.8-2.5-3-2.5-6.2a5.5 5.5 0 0 1 11 0c0 3.2-2.5 4.4-2.5 6.2H9Z',
  device:
    'M8 2.8h8a1.5 1.5 0 0 1 1.5 1.5v15.4a1.5 1.5 0 0 1-1.5 1.5H8a1.5 1.5 0 0 1-1.5-1.5V4.3A1.5 1.5 0 0 1 8 2.8ZM11 18.5h2',
  send: 'M12 20.5v-12M7 13l5-5 5 5M4.5 3.5h15',
  attention: 'M12 4 2.8 20h18.4L12 4ZM12 10v4.5M12 17.3v.2',
  storage:
    'M4 7.5C4 5.6 7.6 4 12 4s8 1.6 8 3.5S16.4 11 12 11 4 9.4 4 7.5ZM4 7.5v9C4 18.4 7.6 20 12 20s8-1.6 8-3.5v-9M4 12c0 1.9 3.6 3.5 8 3.5s8-1.6 8-3.5',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  progress: 'M4 20h16M6.5 16.5v-5M12 16.5V5M17.5 16.5V9',
  copy: 'M9 9h10.5v10.5H9V9ZM5.5 15h-1V4.5H15v1',
  export: 'M12 15V4M7.5 8 12 3.5 16.5 8M5 12.5v8h14v-8',
  install: 'M12 4v9M8.5 9.5 12 13l3.5-3.5M5 16v4h14v-4',
  history: 'M4 12a8 8 0 1 0 2.6-5.9M3.5 3.5v4.1h4.1M12 8v4.3l2.8 1.8',
  lesson: 'M5 3.5h11l3 3v14H5v-17ZM8.5 9h7M8.5 12.5h7M8.5 16h4',
  quiz: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.6 9.7c.2-1.5 1.2-2.3 2.5-2.3 1.4 0 2.4.9 2.4 2.1 0 1.9-2.5 2-2.5 4M12 16.5v.2',
  challenge: 'M5.5 21V3.5M5.5 4.5c4-2 7 2 13 0v9.5c-6 2-9-2-13 0',
  star: 'm12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6-4.4-4.2 6-.8L12 3.5Z',
  search: 'M10.8 17.6a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM15.8 15.8l4.7 4.7',
  bell: 'M5.5 17h13c-1.4-1.6-1.8-3-1.8-6.2a4.7 4.7 0 0 0-9.4 0c0 3.2-.4 4.6-1.8 6.2ZM10 20.2a2.2 2.2 0 0 0 4 0M12 3.5v2.4',
  streak:
    'M12 3c.6 3.2 4.8 5 4.8 9.6a4.8 4.8 0 0 1-9.6 0c0-1.7.7-3 1.7-4 .1 1.4.7 2.3 1.6 2.6C10.3 8.3 10.6 5.4 12 3ZM8 20.5h8',
  more: 'M5.2 11.7h.6v.6h-.6zM11.7 11.7h.6v.6h-.6zM18.2 11.7h.6v.6h-.6z',
  undo: 'M4.5 9.5h9.5a5 5 0 0 1 0 10H9M8.5 5.5l-4 4 4 4',
  tutor:
    'M4 4.5h16v11.5h-8.5L7 20.5V16H4V4.5ZM9.3 8.6c.3-1.2 1.3-1.9 2.7-1.9 1.6 0 2.7.8 2.7 2 0 1.6-2.7 1.6-2.7 3.2M12 13.6v.2',
  folder: 'M3.5 6.5h6l2 2.5h9v10.5h-17v-13Z',
  file: 'M6 3.5h8l4.5 4.5v12.5H6v-17ZM14 3.5V8h4.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.2-1.2',
  pencil: 'm4.5 19.5.8-4L16 4.8l3.2 3.2L8.5 18.7l-4 .8ZM13.5 7.3l3.2 3.2',
  print: 'M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7V14Z',
  camera: 'M3.5 7.5h4L9 5h6l1.5 2.5h4v11.5h-17V7.5ZM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  microphone: 'M12 14.5a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5.5a3 3 0 0 0 3 3ZM6 11a6 6 0 0 0 12 0M12 17v3.5M9 20.5h6',
  filter: 'M3.5 6h17M6.5 12h11M10 18h4',
} as const;

export type IconName = keyof typeof paths;

/** Icons that point somewhere turn round where text runs from right to left. */
const directional: ReadonlySet<IconName> = new Set(['back', 'play']);

interface IconProps {
  name: IconName;
  /** Only where no text beside it says the same. */
  label?: string;
}

export const Icon = ({ name, label }: IconProps) => (
  <svg
    viewBox="0 0 24 24"
    className={`${styles.icon} ${directional.has(name) ? styles.directional : ''}`}
    role={label ? 'img' : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : true}
  >
    <path d={paths[name]} />
  </svg>
);
