/**
 * A prompt's first paragraph is the heading of its screen; what follows it (a table, a picture, code) stands below.
 * Where it begins with something else, there is nothing a heading could say.
 */
export const promptParts = (html: string): { headingHtml: string | null; restHtml: string } => {
  const match = /^\s*<p>([\s\S]*?)<\/p>/.exec(html);
  if (!match?.[1]) return { headingHtml: null, restHtml: html };
  return { headingHtml: match[1], restHtml: html.slice(match[0].length).trim() };
};
