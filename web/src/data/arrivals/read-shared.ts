import { cleanText } from '../clean-text.ts';
import type { ArrivalContent } from './arrivals-database.ts';
import { readAddress } from './read-address.ts';

const fieldOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** An address with its scheme: a word with a dot in it is not meant as one. */
const addressOf = (text: string): string | null => (/^https?:/i.test(text) ? (readAddress(text)?.href ?? null) : null);

/** One line of words with an address at its end, as many apps send a page. */
const LINE_WITH_ADDRESS = /^(?<words>[^\n]{0,200}?)\s*(?<address>https?:\S+)$/i;

/** What other apps send, by the names the manifest gives its parts. Nothing of it is left out: what is no address is words. */
export const readShared = (form: FormData): ArrivalContent[] => {
  const files = form
    .getAll('files')
    .filter((value) => value instanceof File)
    // A form without a file has one without a name.
    .filter(({ name, size }) => name !== '' || size > 0);
  const [title, text, url] = [fieldOf(form, 'title'), fieldOf(form, 'text'), fieldOf(form, 'url')];
  const contents: ArrivalContent[] = files.map((file) => ({
    kind: 'file',
    fileName: file.name || 'file',
    bytes: file,
  }));
  const line = LINE_WITH_ADDRESS.exec(text)?.groups;
  const address = addressOf(url) ?? (url === '' ? addressOf(line?.address ?? '') : null);
  const words = address && url === '' ? (line?.words ?? '') : text;
  if (address)
    contents.push({ kind: 'url', url: address, title: cleanText(title || words || new URL(address).hostname, 200) });
  const isSaid = words === '' || words === title || (address !== null && (words === address || (!title && url === '')));
  const rest = [isSaid ? '' : words, address ? '' : url].filter((part) => part !== '').join('\n\n');
  if (rest !== '') contents.push({ kind: 'text', title: cleanText(title, 200), text: rest });
  // A title alone is words, too.
  if (contents.length === 0 && title !== '') contents.push({ kind: 'text', title: '', text: title });
  return contents;
};
