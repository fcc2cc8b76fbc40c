const WIDEST = 60_000;

/** Where a text may best be cut before `most`: between paragraphs, lines, words; or there, but never within a character. */
const cutBefore = (text: string, most: number): number => {
  const least = most / 2;
  for (const border of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(border, most - border.length);
    if (at >= least) return at + border.length;
  }
  const unit = text.charCodeAt(most);
  return unit >= 0xdc00 && unit < 0xe000 ? most - 1 : most;
};

/** A text in as few parts as `fits` takes, which together are the text. Each has a character at least. */
export const splitText = (text: string, fits: (part: string) => boolean): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > 0) {
    let part = rest.length <= WIDEST ? rest : rest.slice(0, cutBefore(rest, WIDEST));
    while (part.length > 2 && !fits(part)) part = part.slice(0, cutBefore(part, Math.floor(part.length * 0.8)));
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
};
