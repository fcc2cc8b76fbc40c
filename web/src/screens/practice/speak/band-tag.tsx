import type { Band } from '@hornbook/shared/pronunciation/method.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { IconName } from '../../../components/icon.tsx';
import { Tag, type Tone } from '../../../components/tag.tsx';

const bands: Record<Band, { tone: Tone; icon: IconName; word: ReactNode }> = {
  matches: { tone: 'correct', icon: 'check', word: <Trans>Matches</Trans> },
  close: { tone: 'accent', icon: 'half', word: <Trans>Came close</Trans> },
  different: { tone: 'wrong', icon: 'cross', word: <Trans>Not recognised</Trans> },
};

/** How close a take came, in a word. */
export const BandTag = ({ band }: { band: Band | null }) => {
  if (band === null)
    return (
      <Tag>
        <Trans>Not said yet</Trans>
      </Tag>
    );
  const { tone, icon, word } = bands[band];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
};
