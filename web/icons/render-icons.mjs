// Draws the app's icons into public/icons: `node web/icons/render-icons.mjs` from the repository's root, after changing the mark.
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const folder = new URL('../public/icons/', import.meta.url);

/** The mark of components/name-mark.tsx on a grid of 24 × 30. */
const mark = (board, sheet, letter) => `
  <path fill="${board}" d="M5 1h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4h-3.4l.9 4.1a2.1 2.1 0 0 1-2 2.6h-5a2.1 2.1 0 0 1-2-2.6L8.4 23H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z"/>
  <rect fill="${sheet}" x="4" y="4" width="16" height="16" rx="2"/>
  <path fill="none" stroke="${letter}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="M8.7 6.6v10.8M8.7 13.6c.5-2.2 1.9-3.4 3.6-3.4 1.9 0 3 1.2 3 3.4v3.8"/>
  <circle fill="${sheet}" cx="12" cy="26.3" r="1"/>`;

/** `height`: of the mark, in a square of 100. */
const icon = ({ background, radius, height, board, sheet, letter }) => {
  const scale = height / 30;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100"><title>Hornbook</title>
  ${background ? `<rect width="100" height="100" rx="${radius}" fill="${background}"/>` : ''}
  <g transform="translate(${50 - 12 * scale} ${50 - height / 2}) scale(${scale})">${mark(board, sheet, letter)}
  </g>
</svg>`;
};

const ink = '#1b2430';
const horn = '#e39a2d';
const paper = '#fffdf7';
const plain = icon({ background: ink, radius: 22, height: 70, board: horn, sheet: paper, letter: ink });
const square = icon({ background: ink, radius: 0, height: 64, board: horn, sheet: paper, letter: ink });
// The safe zone of a maskable icon is a circle of four fifths.
const maskable = icon({ background: ink, radius: 0, height: 56, board: horn, sheet: paper, letter: ink });
const monochrome = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><mask id="m"><rect width="100" height="100" fill="#fff"/><g transform="translate(24.4 18) scale(2.133)"><rect x="4" y="4" width="16" height="16" rx="2"/><path fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="M8.7 6.6v10.8M8.7 13.6c.5-2.2 1.9-3.4 3.6-3.4 1.9 0 3 1.2 3 3.4v3.8"/></g></mask><g mask="url(#m)"><g transform="translate(24.4 18) scale(2.133)">${mark('#000', '#000', '#000')}</g></g></svg>`;

writeFileSync(new URL('icon.svg', folder), `${plain}\n`);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const drawings = [
  ['icon-192.png', 192, plain],
  ['icon-512.png', 512, plain],
  ['maskable-512.png', 512, maskable],
  ['monochrome-512.png', 512, monochrome],
  ['apple-touch-180.png', 180, square],
];
for (const [name, size, svg] of drawings) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await page.screenshot({ path: new URL(name, folder).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
