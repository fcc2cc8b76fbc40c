import { isAnki, readAnki } from './anki.ts';
import type { OpenTables } from './anki-tables.ts';
import { isArchive, readArchive } from './archive.ts';
import { readCartridgePages } from './cartridge-pages.ts';
import { readGift } from './gift.ts';
import type { ReadFile } from './imported.ts';
import { readMoodleXml } from './moodle-xml.ts';
import { decodeText, readQtiFiles } from './qti-package.ts';
import { LARGEST_XML } from './xml.ts';

/**
 * Reads a file of questions in whatever format it is: GIFT, Moodle XML, QTI 1.2, 2.1, 2.2 or 3.0 (one file or a package),
 * a Common Cartridge, or an Anki package. It never throws for what is in the file.
 */
export const readQuestions = async (name: string, bytes: Uint8Array, open: OpenTables): Promise<ReadFile> => {
  if (isArchive(bytes)) {
    const archive = readArchive(bytes);
    if (archive.kind === 'unreadable') return archive;
    if (isAnki(archive.files)) return readAnki(archive.files, open);
    const manifest = archive.files.get('imsmanifest.xml');
    const isCartridge = manifest !== undefined && /imscc|common cartridge/i.test(decodeText(manifest));
    if (!isCartridge) return readQtiFiles(archive.files);
    const media = new Map<string, Uint8Array>();
    const { pages, others, quizzes } = readCartridgePages(archive.files, decodeText, media);
    const read = readQtiFiles(archive.files, { format: 'common-cartridge', folders: quizzes });
    if (read.kind === 'unreadable' && (read.reason.code === 'hostile' || pages.length === 0)) return read;
    const items = read.kind === 'read' ? read.items : [];
    if (read.kind === 'read') for (const [name, content] of read.media) media.set(name, content);
    return { kind: 'read', format: 'common-cartridge', items: [...items, ...others], media, notes: [], pages };
  }
  if (bytes.length > LARGEST_XML) return { kind: 'unreadable', reason: { code: 'too-large', most: LARGEST_XML } };
  const text = decodeText(bytes);
  if (text.includes('\0')) return { kind: 'unreadable', reason: { code: 'unknown-format' } };
  if (!/^\s*(?:\uFEFF)?\s*<(?:\?xml|!|[a-z])/i.test(text) || /\.(gift|txt)$/i.test(name)) return readGift(text);
  const moodle = readMoodleXml(text);
  if (moodle.kind === 'read' || moodle.reason.code !== 'unknown-format') return moodle;
  return readQtiFiles(new Map([[/\.xml$/i.test(name) ? name : `${name}.xml`, bytes]]));
};
