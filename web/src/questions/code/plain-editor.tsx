import { type Ref, useImperativeHandle, useRef } from 'react';
import styles from './code.module.css';
import type { EditorHandle, EditorProps } from './editor-handle.ts';

/** A field as the browser has it: what is there before the editor, and what screen readers know best. */
export const PlainEditor = ({
  value,
  onChange,
  language,
  label,
  describedBy,
  invalid,
  disabled,
  ref,
}: EditorProps & { ref?: Ref<EditorHandle> }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => {
    // Through the browser's own editing, so that its own undo knows of it.
    const run = (command: string, text?: string) => {
      field.current?.focus();
      document.execCommand(command, false, text);
    };
    return {
      insert: (text) => {
        run('insertText', text);
        if (text.length === 2 && field.current) {
          const at = field.current.selectionStart - 1;
          field.current.setSelectionRange(at, at);
        }
      },
      indent: () => run('insertText', language === 'python' ? '    ' : '  '),
      undo: () => run('undo'),
      redo: () => run('redo'),
      focus: () => field.current?.focus(),
    };
  }, [language]);
  return (
    <textarea
      ref={field}
      className={styles.plain}
      dir="ltr"
      translate="no"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      disabled={disabled}
      maxLength={20_000}
      rows={Math.max(10, value.split('\n').length + 1)}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
};
