import type { Voice } from './speech.ts';

type Look = NonNullable<Voice['look']>;

const INK = '#1b2430';

/** 0: closed, 1: ajar, 2: open. */
export type Mouth = 0 | 1 | 2;

const mouths: Record<Mouth, string> = {
  0: '<path d="M-11 22q11 8 22 0" fill="none" stroke="#7a2f28" stroke-width="3.5" stroke-linecap="round"/>',
  1: '<path d="M-11 20q11 13 22 0q-11 3-22 0Z" fill="#7a2f28"/>',
  2: '<path d="M-12 18h24q-1 17-12 17t-12-17Z" fill="#7a2f28"/><path d="M-8 18h16v4h-16Z" fill="#fffdf7"/>',
};

const behind: Record<Look['style'], (hair: string) => string> = {
  short: () => '',
  bald: () => '',
  long: (hair) => `<path d="M-50-8C-52-62 52-62 50-8L54 62q-12 16-28 10l-52 0q-16 6-28-10Z" fill="${hair}"/>`,
  bun: (hair) => `<circle cx="4" cy="-60" r="21" fill="${hair}"/>`,
  curly: (hair) =>
    [-44, -26, 0, 26, 44]
      .map((x, i) => `<circle cx="${x}" cy="${[-8, -36, -46, -36, -8][i]}" r="24" fill="${hair}"/>`)
      .join(''),
};

const above: Record<Look['style'], (hair: string) => string> = {
  short: (hair) => `<path d="M-45-2C-48-60 48-62 45-2C40-22 28-30 12-30C-6-24-30-30-45-2Z" fill="${hair}"/>`,
  bald: (hair) => `<path d="M-44 4q-4-14 0-22q6 8 6 22ZM44 4q4-14 0-22q-6 8-6 22Z" fill="${hair}"/>`,
  long: (hair) => `<path d="M-46 8C-52-58 52-58 46 8C42-16 26-26 2-32C-18-26-38-18-46 8Z" fill="${hair}"/>`,
  bun: (hair) => `<path d="M-45 0C-48-58 48-58 45 0C38-20 20-30 0-30S-38-20-45 0Z" fill="${hair}"/>`,
  curly: (hair) =>
    [-34, -14, 8, 30]
      .map((x, i) => `<circle cx="${x}" cy="${[-24, -34, -34, -24][i]}" r="15" fill="${hair}"/>`)
      .join(''),
};

/** Somebody from the chest up, standing on the lower edge; `facing` is where they look, -1 or 1. */
export const drawPerson = (
  look: Look,
  { x, facing, mouth, speaking }: { x: number; facing: -1 | 1; mouth: Mouth; speaking: boolean },
): string => {
  const lean = speaking ? -4 : 0;
  const eyes = [-16, 16]
    .map((eye) => `<ellipse cx="${eye + facing * 5}" cy="-2" rx="4" ry="5" fill="${INK}"/>`)
    .join('');
  const brows = [-16, 16]
    .map(
      (eye) =>
        `<path d="M${eye + facing * 5 - 7} ${speaking ? -17 : -14}q7-5 14 0" fill="none" stroke="${look.hair}" stroke-width="3.5" stroke-linecap="round"/>`,
    )
    .join('');
  const waves = speaking
    ? [0, 1]
        .map(
          (ring) =>
            `<path d="M${facing * (64 + ring * 12)} ${8 - ring * 8}q${facing * 8} ${12 + ring * 8} 0 ${24 + ring * 16}" fill="none" stroke="#a65c00" stroke-width="4" stroke-linecap="round" opacity="${0.9 - ring * 0.35}"/>`,
        )
        .join('')
    : '';
  return `<g transform="translate(${x} ${214 + lean})">
    ${behind[look.style](look.hair)}
    <path d="M-82 150C-84 92-52 74 0 74S84 92 82 150Z" fill="${look.coat}"/>
    <path d="M-22 72q22 26 44 0v-28h-44Z" fill="${look.skin}"/>
    <path d="M-22 72q22 26 44 0l9 5q-31 34-62 0Z" fill="#fffdf7" opacity=".85"/>
    <path d="M-22 52q22 18 44 0v8q-22 18-44 0Z" fill="${INK}" opacity=".13"/>
    <ellipse cx="0" cy="4" rx="44" ry="51" fill="${look.skin}"/>
    <ellipse cx="${-44 * facing}" cy="6" rx="8" ry="11" fill="${look.skin}"/>
    <g transform="translate(${facing * 4} 0)">${eyes}${brows}
    <path d="M${facing * 4} 2q${facing * 7} 9 ${-facing} 11" fill="none" stroke="${INK}" stroke-width="2.5" stroke-linecap="round" opacity=".45"/>
    <g transform="translate(${facing * 4} 0)">${mouths[mouth]}</g>
    <circle cx="-25" cy="16" r="7" fill="#c2553d" opacity=".18"/><circle cx="25" cy="16" r="7" fill="#c2553d" opacity=".18"/></g>
    ${above[look.style](look.hair)}
    ${waves}
  </g>`;
};
