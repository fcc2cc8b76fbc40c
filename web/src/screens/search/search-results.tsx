import './with-worker.ts';
import { Plural, Trans } from '@lingui/react/macro';
import { type KeyboardEvent, useRef } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../components/icon.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { type FoundPassage, useSearch } from '../../data/queries/search.ts';
import styles from './search.module.css';

const Found = ({ passage: { kind, title, heading, excerpt, href } }: { passage: FoundPassage }) => (
  <li className={styles.found}>
    <Link href={href} className={styles.link}>
      <span className={styles.title}>
        <Icon name={kind === 'lesson' ? 'lesson' : 'copy'} />
        <bdi>{title}</bdi>
      </span>
      {heading && <span className={styles.heading}>{heading}</span>}
      <span className={styles.excerpt} dir="auto">
        {excerpt.map(({ text, found }, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place.
          found ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </span>
    </Link>
  </li>
);

/** Arrow keys go from one to the next, as in a list. */
const handleArrows = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
};

/** Passages of lessons and materials on this device that have what is looked for. */
export const SearchResults = ({ query }: { query: string }) => {
  const result = useSearch(query);
  const list = useRef<HTMLUListElement>(null);
  if (!result) return null;
  const count = result.kind === 'ready' ? result.found.length : 0;
  return (
    <section className={styles.results} aria-labelledby="found-passages">
      <h2 id="found-passages">
        <Trans>In lessons and materials on this device</Trans>
      </h2>
      <p role="status" className={styles.count}>
        {result.kind === 'ready' && <Plural value={count} one="# passage" other="# passages" />}
        {result.kind === 'loading' && <Trans>Looking …</Trans>}
      </p>
      {result.kind === 'failed' && (
        <ErrorState title={<Trans>This could not be searched</Trans>}>
          <Trans>Close Hornbook and open it again; nothing is lost.</Trans>
        </ErrorState>
      )}
      {result.kind === 'ready' && count === 0 && (
        <EmptyState icon="search" title={<Trans>Nothing found</Trans>}>
          <Trans>Only what is on this device is searched. Try another word, or get a course first.</Trans>
        </EmptyState>
      )}
      {count > 0 && result.kind === 'ready' && (
        <ul ref={list} className={styles.list} onKeyDown={handleArrows}>
          {result.found.map((passage) => (
            <Found key={passage.id} passage={passage} />
          ))}
        </ul>
      )}
    </section>
  );
};
