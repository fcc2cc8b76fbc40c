import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './materials.module.css';
import type { LeftOut } from './use-add-files.ts';

const Why = ({ file: { name, why } }: { file: LeftOut }) => {
  const { bytes } = useFormat();
  switch (why.kind) {
    case 'too-large': {
      const [size, most] = [bytes(why.sizeBytes), bytes(why.mostBytes)];
      return (
        <Trans>
          {name} is too large: it has {size}, and {most} is the most a file may have.
        </Trans>
      );
    }
    case 'no-room': {
      const size = bytes(why.sizeBytes);
      const free = why.roomBytes === null ? null : bytes(why.roomBytes);
      return (
        <>
          {free === null ? (
            <Trans>
              Not enough room on this device for {name}: {size} are needed.
            </Trans>
          ) : (
            <Trans>
              Not enough room on this device for {name}: {size} are needed, {free} are free.
            </Trans>
          )}{' '}
          <Link href="/me/downloads">
            <Trans>See what could be removed</Trans>
          </Link>
        </>
      );
    }
    case 'empty':
      return <Trans>{name} is empty: there is nothing in it to keep.</Trans>;
    case 'unreadable':
      return <Trans>{name} can’t be read. Folders can’t be added; add the files in them.</Trans>;
    case 'no-store':
      return (
        <Trans>
          {name} can’t be kept: this browser stores no files here. Open Hornbook by its https address, not in a private
          window.
        </Trans>
      );
  }
};

/** What could not be added, each with the reason and a way on. The region is always there, so that it is heard. */
export const LeftOutList = ({ files }: { files: readonly LeftOut[] }) => (
  <div role="alert">
    {files.length > 0 && (
      <ul className={styles.notice}>
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes its order.
          <li key={index}>
            <Why file={file} />
          </li>
        ))}
      </ul>
    )}
  </div>
);
