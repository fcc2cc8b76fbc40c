import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { UnreadableHistory } from '../../../bring/read-history-apart.ts';
import { useFormat } from '../../../i18n/use-format.ts';

/** What a reader found, in its own words; those are English. */
const Detail = ({ children }: { children: string }) => <q lang="en">{children}</q>;

/** Why nothing of a file can be brought. */
export const UnreadableWords = ({ reason }: { reason: UnreadableHistory }): ReactNode => {
  const { bytes } = useFormat();
  switch (reason.code) {
    case 'no-reader':
      return (
        <Trans>
          What reads such files is not on this device yet. Connect once and open this page, then it works without a
          connection as well.
        </Trans>
      );
    case 'unknown-format':
      return <Trans>This is no Anki package. Export a deck (.apkg) or your whole collection (.colpkg) in Anki.</Trans>;
    case 'too-large': {
      // A bound is a size or a count; no size that matters is so small.
      const most = reason.most > 1_000_000 ? bytes(reason.most) : String(reason.most);
      return (
        <Trans>
          There is more in it than can be read at once ({most}). Export one deck by itself, with “Include media” off.
        </Trans>
      );
    }
    case 'broken':
      return (
        <Trans>
          The file is damaged, was copied only in part, or is too large: <Detail>{reason.detail}</Detail>
        </Trans>
      );
    case 'hostile':
      return (
        <Trans>
          The file does what no honest one does, and is refused: <Detail>{reason.detail}</Detail>
        </Trans>
      );
    case 'empty':
      return <Trans>There is nothing in the file.</Trans>;
  }
};
