import { Icon } from '../../components/icon.tsx';
import styles from './learners.module.css';
import { isPicture, pictures } from './pictures.ts';

/** A learner's picture; the name beside it says who it is. */
export const Picture = ({ name, size = 'm' }: { name: string | null; size?: 's' | 'm' | 'l' }) =>
  isPicture(name) ? (
    <span className={`${styles.picture} ${styles[size]} ${styles[pictures[name].tone]}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={pictures[name].path} />
      </svg>
    </span>
  ) : (
    <span className={`${styles.picture} ${styles[size]} ${styles.plain}`}>
      <Icon name="me" />
    </span>
  );
