// What a first visit downloads: all JavaScript that index.html's import graph loads before the first screen is usable.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const AIM_KB = 115;
const LIMIT_KB = 130;

const brotliBytes = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Static imports of a built module; dynamic ones come later and are not counted. */
const importsOf = (code) =>
  [...code.matchAll(/(?:\bimport|\bfrom)\s*["'](\.{0,2}\/[^"']+\.js)["']/g)].map(([, name]) => name);

export async function measureFirstVisit(folder) {
  if (!existsSync(join(folder, 'index.html'))) return { fits: false, lines: ['The web app is not built.'] };
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, name]) => name);
  const sizes = new Map();
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (sizes.has(name) || !existsSync(join(folder, name))) continue;
    const code = readFileSync(join(folder, name), 'utf8');
    sizes.set(name, brotliBytes(code));
    for (const imported of importsOf(code))
      waiting.push(
        imported.startsWith('/') ? imported.slice(1) : new URL(imported, `file:///${name}`).pathname.slice(1),
      );
  }
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024;
  const largest = [...sizes].sort(([, a], [, b]) => b - a);
  return {
    fits: total <= LIMIT_KB,
    lines: [
      ...largest.map(([name, bytes]) => `${(bytes / 1024).toFixed(1).padStart(7)} KB  ${name}`),
      `First-visit JavaScript: ${total.toFixed(1)} KB brotli (aim ${AIM_KB}, limit ${LIMIT_KB}).`,
    ],
  };
}
