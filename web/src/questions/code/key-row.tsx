import { useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { Icon } from '../../components/icon.tsx';
import styles from './code.module.css';
import type { EditorHandle } from './editor-handle.ts';

const signs: Record<string, readonly string[]> = {
  javascript: [
    '()',
    '{}',
    '[]',
    "''",
    '``',
    '=>',
    '=',
    ';',
    '.',
    ',',
    '!',
    '<',
    '>',
    '+',
    '-',
    '*',
    '/',
    '&',
    '|',
    '$',
  ],
  python: ['()', '[]', '{}', "''", ':', '=', '.', ',', '_', '#', '<', '>', '+', '-', '*', '/', '%', '!', '"'],
};

interface KeyRowProps {
  editor: RefObject<EditorHandle | null>;
  language: string;
  disabled: boolean;
}

/** The signs that phone keyboards hide: one row above the keyboard, where fingers are the pointer. */
export const KeyRow = ({ editor, language, disabled }: KeyRowProps) => {
  const { t } = useLingui();
  // The editor keeps the focus, or the keyboard would fold away with each sign.
  const stay = (event: { preventDefault: () => void }) => event.preventDefault();
  const key = (label: string, shown: React.ReactNode, press: () => void) => (
    <button
      key={label}
      type="button"
      className={styles.key}
      aria-label={label}
      disabled={disabled}
      onPointerDown={stay}
      onClick={press}
    >
      {shown}
    </button>
  );
  return (
    <div className={styles.keys} role="toolbar" dir="ltr" aria-label={t`Signs and editing`}>
      {key(t`Undo typing`, <Icon name="undo" />, () => editor.current?.undo())}
      {key(
        t`Redo typing`,
        <span className={styles.mirrored}>
          <Icon name="undo" />
        </span>,
        () => editor.current?.redo(),
      )}
      {key(t`Indent`, '⇥', () => editor.current?.indent())}
      {(signs[language] ?? signs.javascript ?? []).map((sign) => key(sign, sign, () => editor.current?.insert(sign)))}
    </div>
  );
};
