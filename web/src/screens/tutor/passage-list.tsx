import type { Passage } from '@hornbook/shared/tutor/tutor-answer.ts';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { passageHref } from '../../data/queries/search.ts';
import styles from './tutor.module.css';

/** More would be a page of its own. */
const SHOWN = 3;

/** What the learner's own lessons and materials say, word for word and as no more than that, with where it is from. */
export const PassageList = ({
  passages,
  onOpen,
}: {
  passages: readonly Passage[];
  onOpen?: (() => void) | undefined;
}) => (
  <ul className={styles.passages}>
    {passages.slice(0, SHOWN).map(({ sourceKind, sourceId, courseId, place, title, excerpt }) => (
      <li key={`${sourceId}/${place}`}>
        <figure className={styles.passage}>
          <figcaption>
            {sourceKind === 'lesson' ? <Trans>From your lesson</Trans> : <Trans>From your materials</Trans>}
            {': '}
            <Link href={passageHref(sourceKind, sourceId, courseId, place)} {...(onOpen && { onClick: onOpen })}>
              <bdi>{title}</bdi>
            </Link>
          </figcaption>
          <blockquote dir="auto">{excerpt}</blockquote>
        </figure>
      </li>
    ))}
  </ul>
);
