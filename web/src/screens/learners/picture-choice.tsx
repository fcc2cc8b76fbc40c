import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import styles from './learners.module.css';
import { Picture } from './picture.tsx';
import { type PictureName, pictureNames } from './pictures.ts';

interface PictureChoiceProps {
  value: string | null;
  onChoose: (picture: PictureName) => void;
}

/** One of our pictures: radio buttons that look like what they choose. */
export const PictureChoice = ({ value, onChoose }: PictureChoiceProps) => {
  const { t } = useLingui();
  const name = useId();
  const words: Record<PictureName, string> = {
    fox: t`Fox`,
    owl: t`Owl`,
    cat: t`Cat`,
    whale: t`Whale`,
    tree: t`Tree`,
    rocket: t`Rocket`,
    sun: t`Sun`,
    boat: t`Boat`,
    mushroom: t`Mushroom`,
    kite: t`Kite`,
    fish: t`Fish`,
    tulip: t`Tulip`,
  };
  return (
    <fieldset className={styles.choice}>
      <legend>
        <Trans>Picture</Trans>
      </legend>
      <div className={styles.choices}>
        {pictureNames.map((picture) => (
          <label key={picture} className={styles.option}>
            <input
              type="radio"
              name={name}
              aria-label={words[picture]}
              title={words[picture]}
              checked={picture === value}
              onChange={() => onChoose(picture)}
            />
            <Picture name={picture} />
          </label>
        ))}
      </div>
    </fieldset>
  );
};
