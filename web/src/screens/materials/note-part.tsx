import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { Skeleton } from '../../components/states.tsx';
import { readAside } from '../../data/queries/notes.ts';
import { passagesOfNote } from '../../data/search/passages-of.ts';
import { useFoundPassage } from '../search/use-found-passage.ts';
import styles from './materials.module.css';
import { NoteStatus } from './note-status.tsx';
import { useNote } from './use-note.ts';
import { VersionsDialog } from './versions-dialog.tsx';

/** A note is written where it lies; beside it, or on a phone in its place, how it reads. */
const NoteEditor = ({ material, aside }: { material: Material; aside: TypedText | null }) => {
  const { t } = useLingui();
  const field = useRef<HTMLTextAreaElement>(null);
  const { reads, saving, session, handleInput, change } = useNote(material, aside, field);
  const [mode, setMode] = useState<'write' | 'read'>(() => (reads === '' || aside ? 'write' : 'read'));
  const [showsVersions, setShowsVersions] = useState(false);
  const statusId = useId();
  const reading = useRef<HTMLElement>(null);
  const passages = useMemo(() => passagesOfNote(reads), [reads]);
  useFoundPassage(reading, passages);
  return (
    <div className={styles.note} data-mode={mode}>
      <div className={styles.head}>
        <ChoiceGroup
          legend={<span className="visually-hidden">{t`Write or read`}</span>}
          name="note-mode"
          value={mode}
          onChoose={setMode}
          options={[
            { value: 'read', label: <Trans>Read</Trans> },
            { value: 'write', label: <Trans>Write</Trans> },
          ]}
        />
        <Button look="plain" icon="history" onClick={() => setShowsVersions(true)}>
          <Trans>Earlier versions</Trans>
        </Button>
      </div>
      <div className={styles.sheets}>
        <textarea
          ref={field}
          className={styles.field}
          aria-label={t`Text of the note, in Markdown`}
          aria-describedby={statusId}
          defaultValue={session.reads()}
          onInput={handleInput}
          onBlur={() => void session.flush()}
          placeholder={t`Write here. # makes a heading, - a list, **bold** what matters.`}
          spellCheck
          dir="auto"
          rows={12}
        />
        <article ref={reading} className={styles.reading}>
          {reads === '' ? (
            <p className={styles.quiet}>
              <Trans>Nothing is written yet.</Trans>
            </p>
          ) : (
            <Markdown text={reads} links />
          )}
        </article>
      </div>
      <NoteStatus id={statusId} material={material} saving={saving} session={session} />
      <VersionsDialog
        materialId={material.id}
        open={showsVersions}
        onClose={() => setShowsVersions(false)}
        onRestore={(text) => {
          change(text);
          setShowsVersions(false);
        }}
      />
    </div>
  );
};

/** First what was typed here and did not fit, if anything: it is part of what is to be shown. */
export const NotePart = ({ material }: { material: Material }) => {
  const { t } = useLingui();
  const [aside, setAside] = useState<TypedText | null>();
  const { id } = material;
  useEffect(() => {
    let over = false;
    const take = (found: TypedText | null) => !over && setAside(found);
    readAside(id).then(take, () => take(null));
    return () => {
      over = true;
    };
  }, [id]);
  if (aside === undefined) return <Skeleton label={t`Fetching the note from this device`} />;
  return <NoteEditor material={material} aside={aside} />;
};
