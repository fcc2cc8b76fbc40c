/**
 * What may be wrong in a text of an author's, by name: the desk says it in the author's language. Whoever writes folders
 * reads the message beside it.
 */
export type TextFault =
  | 'title-heading'
  | 'raw-html'
  | 'no-such-picture'
  | 'not-a-picture'
  | 'picture-without-words'
  | 'picture-elsewhere'
  | 'file-on-its-way'
  | 'sound-alone'
  | 'link-nowhere'
  | 'footnote'
  | 'code-without-language'
  | 'code-language'
  | 'formula'
  | 'formula-lines'
  | 'formula-too-wide'
  | 'gaps-in-paragraphs'
  | 'gap-within-style';

export interface KnownFault {
  fault: TextFault;
  /** The address, the language, the formula it is about. */
  about?: string;
}

/** Tells what is wrong in a text, in which of its lines (from 1). */
export type ReportText = (line: number, message: string, known: KnownFault) => void;
