import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MadeBundle, Making } from '../../../data/commands/hand-over.ts';

/** A bundle in the making: what came of it, in words where nothing did. */
export const useMaking = () => {
  const { t } = useLingui();
  const [bundle, setBundle] = useState<MadeBundle | null>(null);
  const [message, setMessage] = useState('');
  const wordsOf = (kind: Exclude<Making['kind'], 'made'>): string => {
    switch (kind) {
      case 'nothing-waits':
        return t`Nothing waits to be sent.`;
      case 'no-contact-yet':
        return t`This device has never reached Hornbook’s service, so it cannot seal anything for it yet. You can pass on everything of yours instead, to a device of your own.`;
      case 'unsupported':
        return t`This browser is too old for that. Take a copy under “My data” instead.`;
    }
  };
  const make = async (making: Promise<Making>) => {
    setMessage(t`Making it…`);
    const outcome = await making.catch(() => ({ kind: 'unsupported' }) as const);
    setBundle(outcome.kind === 'made' ? outcome.bundle : null);
    setMessage(outcome.kind === 'made' ? '' : wordsOf(outcome.kind));
  };
  return { bundle, message, make };
};
