import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Icon } from '../../components/icon.tsx';
import styles from './feedback.module.css';

const stars = ['1', '2', '3', '4', '5'] as const;
export type Stars = (typeof stars)[number];

/** One to five stars: radio buttons, so that arrow keys choose. */
export const StarChoice = ({ value, onChoose }: { value: Stars | null; onChoose: (stars: Stars) => void }) => {
  const { t } = useLingui();
  return (
    <fieldset className={styles.stars}>
      <legend>
        <Trans>How good is it?</Trans>
      </legend>
      {stars.map((star) => (
        <label key={star} className={`${styles.star} ${value !== null && star <= value ? styles.lit : ''}`}>
          <input type="radio" name="stars" checked={star === value} onChange={() => onChoose(star)} />
          <Icon name="star" />
          <span className="visually-hidden">{t`${plural(Number(star), { one: '# star', other: '# stars' })}`}</span>
        </label>
      ))}
    </fieldset>
  );
};
