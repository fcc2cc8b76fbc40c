import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { RefObject } from 'react';
import { Icon } from '../../components/icon.tsx';
import styles from './end-page.module.css';
import { openQuestions } from './player-state.ts';
import type { Player } from './use-player.ts';

interface EndPageProps {
  player: Player;
  isServerGraded: boolean;
  headingRef: RefObject<HTMLHeadingElement | null>;
}

/** Before the end: what is answered, what is still open, and the way back to any of it. */
export const EndPage = ({ player, isServerGraded, headingRef }: EndPageProps) => {
  const { t } = useLingui();
  const { state, play } = player;
  const open = new Set(openQuestions(state, play));
  const count = play.questions.length;
  const left = open.size;
  const answered = count - left;
  return (
    <>
      <div className={styles.words}>
        <h1 ref={headingRef} tabIndex={-1}>
          {open.size === 0 ? <Trans>All answered</Trans> : <Trans>Nearly there</Trans>}
        </h1>
        <p>
          {open.size === 0 ? (
            <Trans>Look at any of them again, or see how it went.</Trans>
          ) : (
            <Plural
              value={left}
              one={`${answered} of ${count} are answered. One is still open; what stays open earns nothing.`}
              other={`${answered} of ${count} are answered. # are still open; what stays open earns nothing.`}
            />
          )}
        </p>
        {isServerGraded && (
          <p className={styles.note}>
            <Icon name="send" />
            <Trans>This test is graded by the service: its result comes once it has been sent.</Trans>
          </p>
        )}
      </div>
      <ol className={styles.grid} aria-label={t`Questions`}>
        {play.questions.map(({ id }, index) => {
          const number = index + 1;
          const isOpen = open.has(index);
          return (
            <li key={id}>
              <button
                type="button"
                className={`${styles.cell} ${isOpen ? styles.open : ''}`}
                aria-label={isOpen ? t`Question ${number}, open` : t`Question ${number}, answered`}
                onClick={() => void player.visit(index)}
              >
                <span className={styles.number}>{number}</span>
                <span className={styles.state}>{isOpen ? <Trans>open</Trans> : <Icon name="check" />}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
};
