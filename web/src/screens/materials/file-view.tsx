import { previewOf } from '@hornbook/shared/blobs/media-type.ts';
import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/states.tsx';
import { blobUrl } from '../../data/blobs/blob-cache.ts';
import { useMaterialTitle } from './material-row.tsx';
import styles from './materials.module.css';
import { type OpenedFile, useFileBytes } from './use-file-bytes.ts';

/** Beyond this a text is for other programs. */
const SHOWN_BYTES = 200_000;

const TextOf = ({ bytes }: { bytes: Blob }) => {
  const { t } = useLingui();
  const [text, setText] = useState('');
  useEffect(() => {
    let isOver = false;
    void bytes
      .slice(0, SHOWN_BYTES)
      .text()
      .then((read) => !isOver && setText(read));
    return () => {
      isOver = true;
    };
  }, [bytes]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard, too.
    <section className={styles.text} aria-label={t`Text of the file`} dir="auto" tabIndex={0}>
      {text}
      {bytes.size > SHOWN_BYTES && '…'}
    </section>
  );
};

/** What can't be shown here is for other programs: in words, since nothing else is to be seen. */
const Unseen = ({ isDamaged = false }: { isDamaged?: boolean }) => (
  <p className={styles.unseen}>
    <Icon name="file" />
    {isDamaged ? (
      <Trans>This browser can’t show or play it. Save it, and open it with another program.</Trans>
    ) : (
      <Trans>Another program opens it: save it first.</Trans>
    )}
  </p>
);

const Preview = ({ material, opened: { bytes, url } }: { material: Material; opened: OpenedFile }) => {
  const title = useMaterialTitle(material);
  const [isDamaged, setIsDamaged] = useState(false);
  const handleError = () => setIsDamaged(true);
  if (isDamaged) return <Unseen isDamaged />;
  // Players ask for the part they play: from the service worker, so that a long recording need not be read as a whole.
  const stretch = navigator.serviceWorker?.controller ? blobUrl(material.blobHash ?? '') : url;
  switch (previewOf(material.mediaType ?? '')) {
    case 'picture':
      return <img className={styles.picture} src={url} alt={title} onError={handleError} />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: it is the learner's own recording; there are no captions of it.
      return <audio className={styles.player} src={stretch} controls aria-label={title} onError={handleError} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: it is the learner's own recording; there are no captions of it.
        <video className={styles.player} src={stretch} controls playsInline aria-label={title} onError={handleError} />
      );
    case 'text':
      return <TextOf bytes={bytes} />;
    case 'pdf':
      return (
        <p className={styles.unseen}>
          <Icon name="file" />
          <Trans>A PDF: open it beside Hornbook, or save it.</Trans>
        </p>
      );
    case 'other':
      return <Unseen />;
  }
};

/** A file of this device: seen, heard or read here, opened beside the app, or saved for another program. */
export const FileView = ({ material, blobHash }: { material: Material; blobHash: string }) => {
  const { t } = useLingui();
  const mediaType = material.mediaType ?? '';
  const opened = useFileBytes(blobHash, mediaType);
  if (!opened) return <Skeleton label={t`Fetching it from this device`} />;
  const isOpenable = ['pdf', 'picture', 'text'].includes(previewOf(mediaType));
  return (
    <div className={styles.file}>
      <Preview key={opened.url} material={material} opened={opened} />
      <div className={styles.actions}>
        {isOpenable && (
          <a className={styles.open} href={opened.url} target="_blank" rel="noopener noreferrer">
            <Icon name="fullscreen" />
            <Trans>Open</Trans>
          </a>
        )}
        <a className={styles.open} href={opened.url} download={material.fileName ?? 'file'}>
          <Icon name="download" />
          <Trans>Save a copy</Trans>
        </a>
      </div>
    </div>
  );
};
