const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/**
 * What HTML with formulas says, on one line: a label made of MathML alone has no name for some assistive tools. Fractions,
 * powers and roots are written as one would type them; what is more than that keeps the order of its signs.
 */
export const plainText = (html: string): string =>
  html
    .replaceAll(/<annotation[^>]*>[\s\S]*?<\/annotation>/g, '')
    .replaceAll(
      /<mfrac[^>]*>\s*(<m[nio][^>]*>[^<]*<\/m[nio]>)\s*(<m[nio][^>]*>[^<]*<\/m[nio]>)\s*<\/mfrac>/g,
      ' $1/$2 ',
    )
    .replaceAll(/<msup[^>]*>\s*(<m[nio][^>]*>[^<]*<\/m[nio]>)\s*(<m[nio][^>]*>[^<]*<\/m[nio]>)\s*<\/msup>/g, '$1^$2')
    .replaceAll(/<msqrt[^>]*>/g, '√')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/[\s\u2061-\u2064]+/g, ' ')
    .trim();
