import type { AssetRef } from '@hornbook/shared/content/pack.ts';
import { useState } from 'react';
import styles from './course-cover.module.css';
import { Icon } from './icon.tsx';

/** A course's picture; where it isn't here, a plain cover in its place, never a broken one. */
export const CourseCover = ({ thumbnail }: { thumbnail: AssetRef | null }) => {
  const [failed, setFailed] = useState(false);
  return (
    <span className={styles.cover}>
      {thumbnail && !failed ? (
        <img src={`/packs/${thumbnail.sha256}`} alt="" loading="lazy" onError={() => setFailed(true)} />
      ) : (
        <Icon name="learn" />
      )}
    </span>
  );
};
