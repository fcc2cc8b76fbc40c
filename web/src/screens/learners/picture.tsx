import { useEffect, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import type { Photo } from '../../data/device-identity.ts';
import styles from './learners.module.css';
import { isPicture, pictures } from './pictures.ts';

interface PictureProps {
  name: string | null;
  /** Shown in place of the drawn picture. */
  photo?: Photo | null;
  size?: 's' | 'm' | 'l';
}

/** An address for a photo as long as it is shown; the same bytes read anew make no other one. */
const usePhotoUrl = (photo: Photo | null): string | undefined => {
  const [url, setUrl] = useState<string>();
  const sha256 = photo?.sha256;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the bytes.
  useEffect(() => {
    if (!photo) return;
    const made = URL.createObjectURL(photo.bytes);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [sha256]);
  return url;
};

/** A learner's picture; the name beside it says who it is. */
export const Picture = ({ name, photo = null, size = 'm' }: PictureProps) => {
  const url = usePhotoUrl(photo);
  const sized = `${styles.picture} ${styles[size]}`;
  if (url) return <img className={`${sized} ${styles.photo}`} src={url} alt="" />;
  if (!isPicture(name) || photo)
    return (
      <span className={`${sized} ${styles.plain}`}>
        <Icon name="me" />
      </span>
    );
  return (
    <span className={`${sized} ${styles[pictures[name].tone]}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={pictures[name].path} />
      </svg>
    </span>
  );
};
