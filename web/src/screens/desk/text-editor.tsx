import type { DraftNode } from '@hornbook/shared/authoring/draft.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import { saveDraftText } from '../../data/commands/write-drafts.ts';
import { randomText } from '../../data/ids.ts';
import { useDraftText } from '../../data/queries/authoring.ts';
import { beginNoteSession, type Saving } from '../materials/note-session.ts';
import { AddPicture } from './add-picture.tsx';
import { AddSound } from './add-sound.tsx';
import styles from './desk.module.css';
import type { DraftRenderer, FoundInText } from './draft-renderer.ts';
import { TextFaultWords } from './text-fault-words.tsx';

interface TextEditorProps {
  /** Where pictures and sounds go; without one there are none. */
  course?: DraftNode;
  node: DraftNode;
  label: ReactNode;
  hint?: ReactNode;
  rows: number;
  /** Null: no preview beside it. */
  renderer: DraftRenderer | undefined | null;
  look?: 'reading' | 'plain';
  lang: string;
}

/** A text in Markdown, and beside it how learners will see it. What two devices type in it is joined. */
export const TextEditor = (props: TextEditorProps) => {
  const stored = useDraftText(props.node.id);
  return stored === undefined ? null : <Editor {...props} stored={stored} />;
};

const Editor = ({
  course,
  node,
  label,
  hint,
  rows,
  renderer,
  look = 'plain',
  lang,
  stored,
}: TextEditorProps & { stored: TypedText }) => {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [saving, setSaving] = useState<Saving>('saved');
  const [reads, setReads] = useState('');
  const [session] = useState(() => {
    const begun = beginNoteSession({
      text: stored,
      sitting: randomText(8),
      save: (text, hold) => saveDraftText(node.id, text, hold),
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onSaving: setSaving,
      onEdits: (edits) => {
        for (const { at, remove, insert } of edits) field.current?.setRangeText(insert, at, at + remove, 'preserve');
        setReads(begun.reads());
      },
    });
    return begun;
  });
  useEffect(() => setReads(session.reads()), [session]);
  const composing = useRef(false);
  useEffect(() => {
    // An input method holds a part of the field; what was typed elsewhere waits until it lets go.
    if (!composing.current) session.receive(stored);
  }, [session, stored]);
  useEffect(() => {
    const leave = () => void session.flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      void session.flush();
    };
  }, [session]);
  /** Where the caret is, in a paragraph of its own. */
  const handleFile = (markdown: string) => {
    const now = session.reads();
    const at = field.current?.selectionEnd ?? now.length;
    const before = now.slice(0, at).replace(/\n*$/, '');
    const next = `${before}${before === '' ? '' : '\n\n'}${markdown}\n\n${now.slice(at).replace(/^\n*/, '')}`;
    session.type(next);
    if (field.current) field.current.value = next;
    setReads(next);
  };
  return (
    <div className={renderer === null ? styles.writing : styles.sheets}>
      <div className={styles.writing}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <textarea
          ref={field}
          id={id}
          className={styles.text}
          aria-describedby={`${id}-hint`}
          defaultValue={session.reads()}
          onInput={({ currentTarget }) => {
            session.type(currentTarget.value, currentTarget.selectionEnd);
            setReads(currentTarget.value);
          }}
          onBlur={() => void session.flush()}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          rows={rows}
          spellCheck
          lang={lang}
          dir="auto"
        />
        <p id={`${id}-hint`} className={styles.quiet}>
          {saving === 'too-long' ? (
            <Trans>This is too long to be kept: divide it.</Trans>
          ) : saving === 'failed' ? (
            <Trans>Not saved: make some room on this device; it is tried again.</Trans>
          ) : (
            hint
          )}
        </p>
        {course && (
          <div className={styles.actions}>
            <AddPicture course={course} onAdded={handleFile} />
            <AddSound course={course} onAdded={handleFile} />
          </div>
        )}
      </div>
      {renderer !== null && <Preview text={reads} renderer={renderer} look={look} lang={lang} />}
    </div>
  );
};

interface PreviewProps {
  text: string;
  renderer: DraftRenderer | undefined;
  look: 'reading' | 'plain';
  lang: string;
}

const Preview = ({ text, renderer, look, lang }: PreviewProps) => {
  const { t } = useLingui();
  const shown = useDeferredValue(text);
  const rendered = useMemo(() => renderer?.text(shown), [renderer, shown]);
  return (
    <section className={styles.preview} aria-label={t`How learners see it`}>
      <p className={styles.label} aria-hidden="true">
        <Trans>How learners see it</Trans>
      </p>
      <div className={styles.paper}>
        {shown.trim() === '' ? (
          <p className={styles.quiet}>
            <Trans>Nothing is written yet.</Trans>
          </p>
        ) : rendered ? (
          <HtmlBlock html={rendered.html} look={look} lang={lang} />
        ) : (
          <NoRenderer />
        )}
      </div>
      {rendered && <TextProblems problems={rendered.problems} />}
    </section>
  );
};

/** While it is fetched, or where it could not be: the desk was never opened here with a connection. */
export const NoRenderer = () => (
  <p className={styles.quiet}>
    <Trans>How it looks is shown as soon as the rest of the desk is on this device. What you write is kept.</Trans>
  </p>
);

/** What the compiler says of a text. */
export const TextProblems = ({ problems }: { problems: readonly FoundInText[] }) =>
  problems.length === 0 ? null : (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={problem.message}>
          <TextFaultWords {...problem} />
        </li>
      ))}
    </ul>
  );
