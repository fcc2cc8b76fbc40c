import { openText, type TextEdit } from './open-text.ts';
import type { TypedText } from './typed-text.ts';

/** The text after an edit by a sitting; the very same text if the edit changes nothing. For more than one, open it. */
export const editText = (value: TypedText, edit: TextEdit, sitting: string): TypedText => {
  const open = openText(value);
  open.edit(edit, sitting);
  return open.value();
};

/** A text typed all at once. */
export const typeAll = (text: string, sitting: string): TypedText =>
  editText([], { at: 0, remove: 0, insert: text }, sitting);
