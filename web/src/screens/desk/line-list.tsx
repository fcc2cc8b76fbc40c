import { type DraftNode, type DraftPart, type PartKind, partsIn } from '@hornbook/shared/authoring/draft.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { changePart, setDetails } from '../../data/commands/write-drafts.ts';
import { randomText } from '../../data/ids.ts';
import { movedPlaces, placeAtEnd } from '../../data/places.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useTellStored } from '../materials/tell-stored.ts';
import styles from './desk.module.css';
import { Mark } from './detail-fields.tsx';
import { useStoredText } from './use-detail.ts';

interface LineListProps {
  node: DraftNode;
  kind: PartKind;
  legend: ReactNode;
  hint?: ReactNode;
  /** Of which one or several are right. */
  correct?: 'one' | 'several';
  labels: { text: string; match?: string; feedback?: string; add: string };
  /** More of a line, such as its sound. */
  more?: (part: DraftPart, name: string) => ReactNode;
  /** Letters of its text. */
  maxLength?: number;
}

/** The options, lines or pairs of a question: each is stored by itself, so that two devices can write different ones. */
export const LineList = ({ node, kind, legend, hint, correct, labels, more, maxLength = 1000 }: LineListProps) => {
  const { t } = useLingui();
  const tellStored = useTellStored();
  const parts = partsIn(node.details, kind);
  const nameOf = (part: Pick<DraftPart, 'id'>) => `${kind}:${part.id}`;
  const said = ({ id: _, ...rest }: DraftPart) => rest;
  const write = (part: DraftPart, changed: Partial<DraftPart>) => changePart(node.id, nameOf(part), changed);

  const list = useRef<HTMLOListElement>(null);
  const added = useRef<string | null>(null);
  useEffect(() => {
    // Whoever has asked for one more line goes on typing in it.
    if (added.current === null || parts.at(-1)?.id !== added.current) return;
    added.current = null;
    list.current?.lastElementChild?.querySelector('input')?.focus();
  }, [parts]);

  const handleAdd = () => {
    const part = { place: placeAtEnd(parts), text: '', feedback: '', correct: false, match: '' };
    const id = randomText(4);
    added.current = id;
    void changePart(node.id, nameOf({ id }), part).then(tellStored);
  };
  const handleRemove = async (part: DraftPart) => {
    if (!tellStored(await setDetails(node.id, { [nameOf(part)]: null }))) return;
    const name = part.text || labels.text;
    showToast(t`Removed: ${name}`, {
      label: t`Undo`,
      onPick: () => void changePart(node.id, nameOf(part), said(part)),
    });
  };
  const handleShift = (nth: number, by: -1 | 1) => {
    const part = parts[nth];
    const others = parts.filter((one) => one !== part);
    if (!part) return;
    for (const { id, place } of movedPlaces(part.id, others, nth + by))
      void changePart(node.id, nameOf({ id }), { place }).then(tellStored);
  };
  const handleCorrect = (part: DraftPart, isCorrect: boolean) => {
    const changed = correct === 'one' ? parts : [part];
    const wanted = (one: DraftPart) => (one === part ? isCorrect : false);
    for (const one of changed)
      if (one.correct !== wanted(one)) void write(one, { correct: wanted(one) }).then(tellStored);
  };
  return (
    <fieldset className={styles.form}>
      <legend className={styles.label}>{legend}</legend>
      {hint && <p className={styles.quiet}>{hint}</p>}
      <ol ref={list} className={styles.lines}>
        {parts.map((part, nth) => {
          const name = `${labels.text} ${nth + 1}`;
          return (
            <li key={part.id} className={styles.line}>
              {/* Every line has fields of the same names: which line it is, is said with them. */}
              <fieldset className={styles.fields} aria-label={t`About: ${name}`}>
                <LineField part={part} name="text" label={name} write={write} maxLength={maxLength} />
                {labels.match !== undefined && (
                  <LineField part={part} name="match" label={labels.match} write={write} />
                )}
                {labels.feedback !== undefined && !part.correct && (
                  <LineField part={part} name="feedback" label={labels.feedback} write={write} />
                )}
                {more?.(part, name)}
                {correct && (
                  <Mark
                    type={correct === 'one' ? 'radio' : 'checkbox'}
                    name={`${node.id}-correct`}
                    label={<Trans>This is right</Trans>}
                    checked={part.correct}
                    onChange={(isCorrect) => handleCorrect(part, isCorrect)}
                  />
                )}
              </fieldset>
              <span className={styles.tools}>
                <IconButton
                  icon="up"
                  label={t`Up: ${name}`}
                  disabled={nth === 0}
                  onClick={() => handleShift(nth, -1)}
                />
                <IconButton
                  icon="down"
                  label={t`Down: ${name}`}
                  disabled={nth === parts.length - 1}
                  onClick={() => handleShift(nth, 1)}
                />
                <IconButton icon="remove" label={t`Remove: ${name}`} onClick={() => void handleRemove(part)} />
              </span>
            </li>
          );
        })}
      </ol>
      <div>
        <Button look="quiet" icon="add" onClick={handleAdd}>
          {labels.add}
        </Button>
      </div>
    </fieldset>
  );
};

interface LineFieldProps {
  part: DraftPart;
  name: 'text' | 'match' | 'feedback';
  label: string;
  maxLength?: number;
  write: (part: DraftPart, changed: Partial<DraftPart>) => Promise<{ kind: string }>;
}

const LineField = ({ part, name, label, write, maxLength = 1000 }: LineFieldProps) => {
  const field = useStoredText(part[name], (value) => write(part, { [name]: value }));
  return <TextField label={label} {...field} maxLength={maxLength} />;
};
