import type { FileNote } from '@hornbook/shared/import/imported.ts';
import type { PlannedPart } from '@hornbook/shared/import/plan-import.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Section } from '../../../components/page.tsx';
import { Tag, type Tone } from '../../../components/tag.tsx';
import { ChangeWords } from './change-words.tsx';
import styles from './import.module.css';
import { RefusalWords } from './refusal-words.tsx';
import type { Offer } from './use-import.ts';

interface Line {
  item: Offer['items'][number];
  part: PlannedPart | null;
}

const tags: Record<PlannedPart, { tone: Tone; words: ReactNode }> = {
  added: { tone: 'correct', words: <Trans>New</Trans> },
  updated: { tone: 'info', words: <Trans>Changed</Trans> },
  unchanged: { tone: 'quiet', words: <Trans>As it is</Trans> },
  'kept-as-edited': { tone: 'quiet', words: <Trans>Edited here</Trans> },
  'edited-and-changed': { tone: 'accent', words: <Trans>Edited here</Trans> },
  'deleted-here': { tone: 'quiet', words: <Trans>Deleted here</Trans> },
  'too-long': { tone: 'wrong', words: <Trans>Refused</Trans> },
};

const PartWords = ({ part }: { part: PlannedPart }): ReactNode => {
  switch (part) {
    case 'kept-as-edited':
      return <Trans>It stays as you edited it.</Trans>;
    case 'edited-and-changed':
      return <Trans>It stays as you edited it, although it has changed in the file too.</Trans>;
    case 'deleted-here':
      return <Trans>You deleted it here, so it stays deleted.</Trans>;
    case 'too-long':
      return <Trans>It is longer than one part of a course may be. Divide it in the file.</Trans>;
    case 'added':
    case 'updated':
    case 'unchanged':
      return null;
  }
};

const isRefused = ({ part }: Line) => part === null || part === 'too-long';
const changesOf = ({ item }: Line) => (item.outcome.kind === 'made' ? item.outcome.changes : []);

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <ul className={styles.lines}>
    {lines.map((line, index) => {
      const { item, part } = line;
      const tag = part === null ? tags['too-long'] : tags[part];
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list never changes.
        <li key={index} className={styles.line}>
          <Tag tone={tag.tone}>{tag.words}</Tag>
          <span className={styles.words}>
            <span className={styles.name}>
              <bdi>{item.name}</bdi>
            </span>
            <span className={styles.quiet}>
              <bdi>{item.place}</bdi>
            </span>
            {item.outcome.kind === 'refused' && <RefusalWords refusal={item.outcome.refusal} />}
            {part !== null && <PartWords part={part} />}
            {!isRefused(line) && changesOf(line).length > 0 && (
              <ul className={styles.changes}>
                {changesOf(line).map((change) => (
                  <li key={JSON.stringify(change)}>
                    <ChangeWords change={change} />
                  </li>
                ))}
              </ul>
            )}
          </span>
        </li>
      );
    })}
  </ul>
);

const NoteWords = ({ note: { code, count } }: { note: FileNote }): ReactNode => {
  switch (code) {
    case 'reviews-left-out':
      return (
        <>
          <Plural
            value={count}
            one="# answer given to these cards is left where it is: it is somebody’s own, and a course is for everybody."
            other="# answers given to these cards are left where they are: they are somebody’s own, and a course is for everybody."
          />{' '}
          <Trans>
            If they are yours: publish the course, take it as a learner, then{' '}
            <Link href="/practice/anki">bring your Anki history</Link>.
          </Trans>
        </>
      );
    case 'files-left-out':
      return (
        <Plural
          value={count}
          one="# picture, sound or other file is left out: no text shows it."
          other="# pictures, sounds or other files are left out: no text shows them."
        />
      );
    case 'order-left':
      return (
        <Plural
          value={count}
          one="# part stands in another place in the file. It stays where it is here: move it at the desk."
          other="# parts stand in other places in the file. They stay where they are here: move them at the desk."
        />
      );
  }
};

/** Everything that is in a file, and what becomes of it: first what is refused, then what is not as it was. */
export const ImportReport = ({ offer }: { offer: Offer }) => {
  const lines = offer.items.map((item, index): Line => ({ item, part: offer.plan.parts[index] ?? null }));
  const refused = lines.filter(isRefused);
  const taken = lines.filter((line) => !isRefused(line));
  const stays = taken.filter(
    ({ part }) => part === 'kept-as-edited' || part === 'edited-and-changed' || part === 'deleted-here',
  );
  const others = taken.filter((line) => !stays.includes(line));
  const changed = others.filter((line) => changesOf(line).length > 0);
  const whole = others.filter((line) => changesOf(line).length === 0);
  return (
    <Section title={<Trans>What is in the file</Trans>}>
      {refused.length > 0 && (
        <div className={styles.group}>
          <h3>
            <Plural value={refused.length} one="# is refused" other="# are refused" />
          </h3>
          <Lines lines={refused} />
        </div>
      )}
      {stays.length > 0 && (
        <div className={styles.group}>
          <h3>
            <Plural value={stays.length} one="# stays as you left it" other="# stay as you left them" />
          </h3>
          <Lines lines={stays} />
        </div>
      )}
      {offer.notes.map((note) => (
        <p key={note.code}>
          <NoteWords note={note} />
        </p>
      ))}
      {changed.length > 0 && (
        <Disclosure
          summary={
            <Plural value={changed.length} one="# is not quite as it was" other="# are not quite as they were" />
          }
        >
          <Lines lines={changed} />
        </Disclosure>
      )}
      {whole.length > 0 && (
        <Disclosure
          summary={
            <Plural value={whole.length} one="# is as it was in the file" other="# are as they were in the file" />
          }
        >
          <Lines lines={whole} />
        </Disclosure>
      )}
    </Section>
  );
};
