import { resolvePath } from './archive.ts';
import type { ImportedItem, ImportedPage, Passage } from './imported.ts';
import { allOf, childOf, childrenOf, readXml, textOf, type XmlElement } from './xml.ts';

/* The tree of a Common Cartridge: its folders become units, its pages lessons. Its quizzes are read as QTI, and stand in their folders. */

interface Resource {
  type: string;
  href: string;
}

export interface CartridgePages {
  pages: ImportedPage[];
  /** What stands in the tree and is neither a page nor a quiz. */
  others: ImportedItem[];
  /** The folders that quizzes stand in, by the path of their file. */
  quizzes: Map<string, string[]>;
}

const PAGE = /\.x?html?$/i;

/** Reads the pages of a cartridge in the order of its tree; those that no tree names come last, by their path. */
export const readCartridgePages = (
  files: ReadonlyMap<string, Uint8Array>,
  decode: (bytes: Uint8Array) => string,
  media: Map<string, Uint8Array>,
): CartridgePages => {
  const manifest = files.get('imsmanifest.xml');
  const xml = manifest && readXml(decode(manifest));
  const found: CartridgePages = { pages: [], others: [], quizzes: new Map() };
  if (!xml || xml.kind === 'unreadable') return found;
  const resources = resourcesIn(xml.root);
  const seen = new Set<string>();

  const addPage = (path: string, title: string, folders: string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const html = decode(files.get(path) as Uint8Array);
    const named = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim();
    const name = title || named || (path.split('/').at(-1) ?? path).replace(PAGE, '');
    found.pages.push({
      ref: path,
      place: path,
      title: name,
      folders,
      text: withPictures(bodyOf(html), path, files, media),
    });
  };
  const refuse = (name: string, place: string, kind: string): void => {
    found.others.push({ name, place, outcome: { kind: 'refused', refusal: { code: 'kind', kind } } });
  };
  const visit = (item: XmlElement, folders: string[]): void => {
    const title = textOf(childOf(item, 'title')).trim();
    const resource = resources.get(item.attributes.identifierref ?? '');
    if (resource) {
      const { href, type } = resource;
      if (PAGE.test(href) && files.has(href)) addPage(href, title, folders);
      else if (/qti/i.test(type)) found.quizzes.set(href, folders);
      else refuse(title || href, href || 'the tree', kindOf(type, href));
    }
    const within = title !== '' && childrenOf(item, 'item').length > 0 ? [...folders, title] : folders;
    for (const child of childrenOf(item, 'item')) visit(child, within);
  };
  for (const organization of allOf(xml.root, 'organization'))
    for (const root of childrenOf(organization, 'item')) visit(root, []);
  for (const path of [...files.keys()].filter((name) => PAGE.test(name)).sort()) addPage(path, '', []);
  return found;
};

const resourcesIn = (root: XmlElement): Map<string, Resource> =>
  new Map(
    allOf(root, 'resource').map((resource) => [
      resource.attributes.identifier ?? '',
      {
        type: resource.attributes.type ?? '',
        href: resource.attributes.href ?? childrenOf(resource, 'file')[0]?.attributes.href ?? '',
      },
    ]),
  );

/** What it is called that has no counterpart here. */
const kindOf = (type: string, href: string): string => {
  if (/imswl/i.test(type)) return 'a link to elsewhere';
  if (/imsdt/i.test(type)) return 'a discussion';
  if (/basiclti/i.test(type)) return 'a tool of another service';
  return href === '' ? type || 'nothing' : `a file (${href.split('/').at(-1)})`;
};

const bodyOf = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;

/** Pictures by the name they have in the package; what is not in it keeps its address, and is told as missing. */
const withPictures = (
  html: string,
  page: string,
  files: ReadonlyMap<string, Uint8Array>,
  media: Map<string, Uint8Array>,
): Passage => ({
  form: 'html',
  text: html.replaceAll(
    /(<(?:img|audio|source)\b[^>]*?\bsrc\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi,
    (whole, before: string, quoted?: string, single?: string) => {
      const source = (quoted ?? single ?? '').replaceAll('&amp;', '&');
      const target = [
        resolvePath(page, source),
        resolvePath('', source.replace(/^.*?\$IMS-CC-FILEBASE\$\/?/i, '')),
        resolvePath('', `web_resources/${source.replace(/^.*?\$IMS-CC-FILEBASE\$\/?/i, '')}`),
      ].find((path) => path !== null && files.has(path));
      if (!target) return whole;
      media.set(target, files.get(target) as Uint8Array);
      return `${before}"media:${encodeURIComponent(target)}"`;
    },
  ),
});
