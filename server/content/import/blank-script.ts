const spaces = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
const OPEN = '([{';
const CLOSE = ')]}';

/**
 * A script with its comments, texts and regular expressions blanked out, everything else at its place: what is found in
 * there is code. It need not know the whole language, only where texts begin and end.
 */
export const blankScript = (source: string): string => {
  let out = '';
  let at = 0;
  /** Of each template that holds an expression just now, how many braces are open within. */
  const templates: number[] = [];
  const blank = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0] ?? source.slice(at);
    out += spaces(text);
    at += text.length;
  };
  const blankTemplate = (): void => {
    const from = at;
    while (at < source.length && source[at] !== '`' && !source.startsWith('${', at)) at += source[at] === '\\' ? 2 : 1;
    out += spaces(source.slice(from, at));
    if (source.startsWith('${', at)) {
      templates.push(0);
      out += '  ';
      at += 2;
    } else if (at < source.length) {
      out += ' ';
      at += 1;
    }
  };
  while (at < source.length) {
    const character = source[at] as string;
    const open = templates.length - 1;
    if (source.startsWith('//', at)) blank(/[^\n]*/y);
    else if (source.startsWith('/*', at)) blank(/\/\*[\s\S]*?\*\//y);
    else if (character === "'") blank(/'(?:[^'\\\n]|\\[\s\S])*'?/y);
    else if (character === '"') blank(/"(?:[^"\\\n]|\\[\s\S])*"?/y);
    else if (character === '/' && /(?:^|[(,=:[!&|?{};+>]|\breturn|\btypeof)\s*$/.test(out.slice(-200)))
      blank(/\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|\//y);
    else if (character === '`') {
      out += ' ';
      at += 1;
      blankTemplate();
    } else if (character === '}' && open >= 0 && templates[open] === 0) {
      templates.pop();
      out += ' ';
      at += 1;
      blankTemplate();
    } else {
      if (open >= 0 && character === '{') templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && character === '}') templates[open] = (templates[open] ?? 0) - 1;
      out += character;
      at += 1;
    }
  }
  return out;
};

/** Where the bracket that opens at `from` is closed; the end of the script if it never is. */
export const closingBracket = (blanked: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < blanked.length; at++) {
    const character = blanked[at] as string;
    if (OPEN.includes(character)) depth += 1;
    else if (CLOSE.includes(character)) depth -= 1;
    if (depth === 0) return at;
  }
  return blanked.length;
};

export const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;
