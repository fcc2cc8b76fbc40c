import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import type { AuthoredAsset } from './authored-question.ts';
import { knownLanguages } from './highlight.ts';
import type { KnownFault, ReportText } from './text-faults.ts';

/** Raw HTML an author may write: a fold, a line break, and words of another language. */
const allowedHtml = /<\/?(?:details|summary)>|<details open>|<br ?\/?>|<span lang="[A-Za-z-]{2,20}">|<\/span>/g;

/** Tells what in a text would not be shown as its author means it. */
export const checkMarkdown = (tree: Nodes, assets: ReadonlyMap<string, AuthoredAsset>, report: ReportText): void => {
  visit(tree, (node) => {
    const tell = (fault: KnownFault['fault'], message: string, about?: string) =>
      report(node.position?.start.line ?? 1, message, { fault, ...(about !== undefined && { about }) });
    switch (node.type) {
      case 'heading':
        if (node.depth === 1) tell('title-heading', "headings begin with ##: the title is the page's only #");
        break;
      case 'html':
        if (/[<>]/.test(node.value.replaceAll(allowedHtml, '')))
          tell('raw-html', 'raw HTML is not shown, except <details>, <summary>, <br> and <span lang="…">');
        break;
      case 'image': {
        const asset = assets.get(decodeUri(node.url));
        if (!asset)
          tell(
            'no-such-picture',
            `there is no file ${node.url}; images are named from the course folder, like assets/name.svg`,
            node.url,
          );
        else if (asset.kind !== 'image' && asset.kind !== 'audio')
          tell('not-a-picture', `${node.url} is neither an image nor a sound`, node.url);
        if (!node.alt?.trim())
          tell('picture-without-words', `the image ${node.url} has no text that says what is seen`, node.url);
        break;
      }
      case 'imageReference':
        tell('picture-elsewhere', "write the image's address where it stands: ![text](assets/name.svg)");
        break;
      case 'link':
        if (!/^(https?:\/\/|mailto:)/i.test(node.url))
          tell('link-nowhere', `the link ${node.url} leads nowhere; links are https://…`, node.url);
        break;
      case 'math':
        // What follows the opening $$ on its line would be taken for a note and dropped.
        if (node.meta) tell('formula-lines', 'a formula of several lines has its $$ on lines of their own');
        break;
      case 'code':
        if (!node.lang) tell('code-without-language', 'a code block names its language: ```python, or ```text');
        else if (!knownLanguages.includes(node.lang))
          tell('code-language', `unknown language "${node.lang}"; known are ${knownLanguages.join(', ')}`, node.lang);
        break;
      case 'footnoteReference':
        tell('footnote', 'footnotes are not shown; say it in the text');
        break;
    }
  });
};

/** A malformed escape stays as it is: then no file has the name. */
export const decodeUri = (uri: string): string => {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
};
