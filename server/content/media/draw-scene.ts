import type { StoryFields } from '../story-format.ts';
import { drawPerson, type Mouth } from './draw-people.ts';
import type { Voice } from './speech.ts';

export const SIZE = { width: 640, height: 360 } as const;

export type Scene = StoryFields['video']['scenes'][number];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const windows = (xs: number[], y: number, fill: string) =>
  xs.map((x) => `<rect x="${x}" y="${y}" width="26" height="34" rx="4" fill="${fill}"/>`).join('');

/** Where it happens: few shapes in the app's own colours, quiet enough to stand behind people. */
const places: Record<Scene['place'], string> = {
  street: `<rect width="640" height="360" fill="#dde9f2"/><circle cx="560" cy="62" r="30" fill="#fae5c0"/>
    <path d="M0 96h120v210H0Z" fill="#ece5d5"/><path d="M0 96l60-34 60 34Z" fill="#a65c00"/>${windows([22, 72], 124, '#fffdf7')}${windows([22, 72], 184, '#fae5c0')}
    <path d="M520 130h120v176H520Z" fill="#fffdf7"/><path d="M508 130h132V96H540Z" fill="#1f567f"/>${windows([542, 592], 152, '#dde9f2')}
    <rect x="196" y="216" width="10" height="90" fill="#8b8474"/><circle cx="201" cy="192" r="40" fill="#15633f" opacity=".75"/><circle cx="180" cy="212" r="24" fill="#15633f" opacity=".75"/>
    <path d="M0 300h640v60H0Z" fill="#dcd3bf"/>`,
  office: `<rect width="640" height="360" fill="#f6f2e7"/><rect x="40" y="48" width="150" height="110" rx="8" fill="#dde9f2"/><path d="M115 48v110M40 103h150" stroke="#fffdf7" stroke-width="6"/>
    <rect x="470" y="40" width="130" height="84" rx="6" fill="#fffdf7" stroke="#dcd3bf" stroke-width="4"/><path d="M490 66h60M490 84h88M490 102h44" stroke="#8b8474" stroke-width="5" stroke-linecap="round"/>
    <path d="M0 284h640v76H0Z" fill="#dcd3bf"/><rect x="288" y="236" width="74" height="48" rx="5" fill="#1b2430"/><rect x="294" y="242" width="62" height="36" fill="#1f567f"/><path d="M312 284h26v8h-26Z" fill="#1b2430"/>`,
  shop: `<rect width="640" height="360" fill="#fae5c0"/><path d="M0 0h640v34q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0q-32 30-64 0Z" fill="#a65c00"/>
    <path d="M24 150h180M436 150h180M24 226h180M436 226h180" stroke="#8b8474" stroke-width="7" stroke-linecap="round"/>
    ${[44, 78, 112, 146, 460, 494, 528, 562].map((x, i) => `<rect x="${x}" y="${110 + (i % 2) * 8}" width="24" height="${38 - (i % 2) * 8}" rx="5" fill="${['#15633f', '#1f567f', '#9c2c24', '#fffdf7'][i % 4]}"/>`).join('')}
    ${[52, 92, 132, 172, 468, 508, 548, 588].map((x, i) => `<circle cx="${x}" cy="208" r="15" fill="${['#9c2c24', '#a65c00', '#15633f', '#d9a441'][i % 4]}"/>`).join('')}
    <path d="M0 292h640v68H0Z" fill="#8a6a3f"/><path d="M0 292h640v10H0Z" fill="#6e532f"/>`,
  cafe: `<rect width="640" height="360" fill="#ece5d5"/><path d="M190 0v46M450 0v46" stroke="#1b2430" stroke-width="4"/><path d="M160 76q30-44 60 0ZM420 76q30-44 60 0Z" fill="#a65c00"/>
    <rect x="24" y="60" width="112" height="130" rx="10" fill="#dde9f2"/><path d="M80 60v130" stroke="#fffdf7" stroke-width="6"/><rect x="510" y="56" width="104" height="124" rx="8" fill="#1b2430"/><path d="M530 84h64M530 108h46M530 132h56M530 156h38" stroke="#fae5c0" stroke-width="4" stroke-linecap="round"/>
    <path d="M0 298h640v62H0Z" fill="#8a6a3f"/><path d="M296 276h44v10q-4 14-22 14t-22-14ZM340 280q16 0 14 8t-18 6" fill="#fffdf7" stroke="#8b8474" stroke-width="2"/>`,
  school: `<rect width="640" height="360" fill="#dcefe2"/><rect x="150" y="26" width="340" height="176" rx="10" fill="#15463a"/><rect x="150" y="26" width="340" height="176" rx="10" fill="none" stroke="#8a6a3f" stroke-width="8"/>
    <path d="M40 90h64v112H40Z" fill="#fffdf7"/><path d="M40 128h64M40 166h64" stroke="#dcd3bf" stroke-width="5"/><rect x="540" y="60" width="70" height="90" rx="6" fill="#fae5c0"/><path d="M556 84h38M556 104h38M556 124h24" stroke="#a65c00" stroke-width="5" stroke-linecap="round"/>
    <path d="M0 296h640v64H0Z" fill="#dcd3bf"/>`,
  home: `<rect width="640" height="360" fill="#f6f2e7"/><rect x="470" y="50" width="130" height="140" rx="10" fill="#dde9f2"/><path d="M535 50v140M470 120h130" stroke="#fffdf7" stroke-width="6"/>
    <rect x="40" y="60" width="84" height="66" rx="4" fill="#fffdf7" stroke="#a65c00" stroke-width="6"/><path d="M48 120l24-26 16 14 14-20 20 32Z" fill="#15633f" opacity=".6"/><circle cx="104" cy="80" r="8" fill="#fae5c0"/>
    <path d="M40 236q0-22 22-22h150q22 0 22 22v64H40Z" fill="#1f567f" opacity=".85"/><path d="M0 300h640v60H0Z" fill="#dcd3bf"/>`,
};

/** As many lines as it takes, in letters as large as fit. */
const inRows = (text: string, widest: number, largest: number): { size: number; rows: string[] } => {
  for (let size = largest; ; size -= 2) {
    const perRow = Math.floor(widest / (size * 0.56));
    const rows = text.split(' ').reduce<string[]>((all, word) => {
      const last = all.at(-1);
      if (last !== undefined && `${last} ${word}`.length <= perRow) all[all.length - 1] = `${last} ${word}`;
      else all.push(word);
      return all;
    }, []);
    if ((rows.length <= 2 && rows.every((row) => row.length <= perRow)) || size <= 16) return { size, rows };
  }
};

const drawBoard = ([large = '', small]: readonly string[]): string => {
  const { size, rows } = inRows(large, 232, 34);
  const under = small === undefined ? { size: 0, rows: [] } : inRows(small, 232, 18);
  const tall = rows.length * size * 1.2 + (small === undefined ? 0 : 12 + under.rows.length * under.size * 1.3);
  const top = 112 - tall / 2;
  const row = (text: string, y: number, look: string) =>
    `<text x="320" y="${y}" text-anchor="middle" ${look}>${escaped(text)}</text>`;
  const first = top + size * 0.9;
  const second = top + rows.length * size * 1.2 + 12 + under.size;
  return `<rect x="190" y="${top - 18}" width="260" height="${tall + 36}" rx="16" fill="#1b2430" opacity=".12" transform="translate(0 5)"/>
    <rect x="190" y="${top - 18}" width="260" height="${tall + 36}" rx="16" fill="#fffdf7"/>
    ${rows.map((text, index) => row(text, first + index * size * 1.2, `font-family="Noto Serif, serif" font-weight="700" font-size="${size}" fill="#1b2430"`)).join('')}
    ${under.rows.map((text, index) => row(text, second + index * under.size * 1.3, `font-family="Noto Sans, sans-serif" font-size="${under.size}" fill="#8a4b00"`)).join('')}`;
};

const nameTag = (name: string, x: number): string =>
  `<rect x="${x - 46}" y="326" width="92" height="26" rx="13" fill="#fffdf7"/><text x="${x}" y="345" text-anchor="middle" font-family="Noto Sans, sans-serif" font-weight="700" font-size="16" fill="#1b2430">${escaped(name)}</text>`;

/** One moment of a scene as SVG. */
export const drawScene = (
  { place, cast }: Scene,
  voices: Record<string, Voice>,
  { by, mouth, board }: { by: string | null; mouth: Mouth; board: readonly string[] | undefined },
): string => {
  const spots = cast.length === 1 ? [120] : [105, 535];
  const people = cast.map((id, index) => {
    const voice = voices[id];
    const x = spots[index] ?? 320;
    const speaking = by === id;
    return voice?.look
      ? drawPerson(voice.look, { x, facing: index === 0 ? 1 : -1, mouth: speaking ? mouth : 0, speaking }) +
          nameTag(voice.name, x)
      : '';
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 640 360">
    ${places[place]}${people.join('')}${board ? drawBoard(board) : ''}</svg>`;
};
