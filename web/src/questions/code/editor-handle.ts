/** What buttons beside an editor can do in it, whichever editor it is. */
export interface EditorHandle {
  /** Puts text where the cursor is; of a pair such as "()" the cursor stands between. */
  insert: (text: string) => void;
  indent: () => void;
  undo: () => void;
  redo: () => void;
  focus: () => void;
}

export interface EditorProps {
  value: string;
  onChange: (value: string) => void;
  language: 'javascript' | 'typescript' | 'python';
  label: string;
  describedBy: string;
  /** How to leave it by keys. */
  hint: string;
  invalid: boolean;
  disabled: boolean;
  /** The line a message is about. */
  markedLine: number | null;
}
