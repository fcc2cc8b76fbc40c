import { defaultKeymap, history, historyKeymap, indentLess, indentMore, redo, undo } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Annotation, Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import styles from './code.module.css';
import type { EditorHandle, EditorProps } from './editor-handle.ts';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.self, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className, tags.typeName],
    color: 'var(--code-function)',
  },
]);

const look = EditorView.theme({
  '&': { color: 'var(--color-text)', backgroundColor: 'var(--color-surface)', fontSize: 'var(--text-s)' },
  '&.cm-focused': {
    outline: 'var(--line-thick) solid var(--color-focus)',
    outlineOffset: 'calc(-1 * var(--line-thick))',
  },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.6', minHeight: '14rem', maxHeight: '70dvh' },
  '.cm-content': { caretColor: 'var(--color-text)', padding: 'var(--space-3) 0' },
  '.cm-gutters': { color: 'var(--color-text-quiet)', backgroundColor: 'transparent', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--color-sunk) 55%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--color-text)', borderLeftWidth: 'var(--line-thick)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--color-info) 32%, transparent)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--color-accent-soft)',
    color: 'inherit',
  },
  '.cm-marked': { backgroundColor: 'var(--color-wrong-soft)' },
});

/** On a change that was not made here: whoever made it knows of it. */
const fromOutside = Annotation.define<true>();

const markLine = StateEffect.define<number | null>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { docChanged, effects, state }) => {
    // A mark is about the program as it was run.
    let next = docChanged ? Decoration.none : marks;
    for (const effect of effects) {
      if (!effect.is(markLine)) continue;
      const line = effect.value;
      next =
        line === null || line > state.doc.lines
          ? Decoration.none
          : Decoration.set([Decoration.line({ class: 'cm-marked' }).range(state.doc.line(line).from)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const attributesOf = (label: string, hint: string, invalid: boolean) =>
  EditorView.contentAttributes.of({
    // What scrolls is reached by keys, also while nothing can be written.
    tabindex: '0',
    'aria-label': label,
    'aria-description': hint,
    'aria-invalid': String(invalid),
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    translate: 'no',
  });

/** The editor: colours, brackets, indenting, many steps of undo. Escape, then Tab, leaves it. */
export const RichEditor = (props: EditorProps & { ref?: Ref<EditorHandle> }) => {
  const { value, language, label, hint, invalid, disabled, markedLine, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const parts = useRef({ attributes: new Compartment(), editable: new Compartment() });

  useEffect(() => {
    if (!host.current) return;
    // In a shadow, since only there its styles can be added without being written into the page.
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open', delegatesFocus: true });
    const { attributes, editable } = parts.current;
    const indent = language === 'python' ? '    ' : '  ';
    const editor = new EditorView({
      root: shadow,
      parent: shadow,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          indentOnInput(),
          bracketMatching(),
          indentUnit.of(indent),
          EditorState.tabSize.of(indent.length),
          EditorView.lineWrapping,
          keymap.of([{ key: 'Tab', run: indentMore, shift: indentLess }, ...defaultKeymap, ...historyKeymap]),
          language === 'python' ? python() : javascript({ typescript: language === 'typescript' }),
          syntaxHighlighting(colours),
          look,
          marked,
          attributes.of([]),
          editable.of(EditorView.editable.of(!latest.current.disabled)),
          EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= 20_000),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            if (docChanged && !transactions.some((one) => one.annotation(fromOutside)))
              latest.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    // What is typed here is typed here: the player's own keys don't listen.
    const keep = (event: Event) => event.stopPropagation();
    shadow.addEventListener('keydown', keep);
    return () => {
      shadow.removeEventListener('keydown', keep);
      editor.destroy();
      view.current = null;
    };
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    // Changed from outside, as one step that can be undone.
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: value },
        annotations: fromOutside.of(true),
      });
  }, [value]);
  useEffect(() => {
    const { attributes, editable } = parts.current;
    view.current?.dispatch({
      effects: [
        attributes.reconfigure(attributesOf(label, hint, invalid)),
        editable.reconfigure(EditorView.editable.of(!disabled)),
      ],
    });
  }, [label, hint, invalid, disabled]);
  useEffect(() => {
    view.current?.dispatch({ effects: markLine.of(markedLine) });
  }, [markedLine]);

  useImperativeHandle(
    ref,
    () => ({
      insert: (text) => {
        const editor = view.current;
        if (!editor) return;
        const { from, to } = editor.state.selection.main;
        const at = from + (text.length === 2 ? 1 : text.length);
        editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: at }, scrollIntoView: true });
        editor.focus();
      },
      indent: () => {
        const editor = view.current;
        if (!editor) return;
        indentMore(editor);
        editor.focus();
      },
      undo: () => view.current && undo(view.current),
      redo: () => view.current && redo(view.current),
      focus: () => view.current?.focus(),
    }),
    [],
  );

  return (
    <div
      ref={host}
      className={styles.rich}
      // Where something is missing, there the player puts the focus.
      data-empty={invalid || undefined}
      dir="ltr"
    />
  );
};
