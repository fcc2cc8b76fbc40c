import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/**
 * What a language says of a program is shown as it says it, for that is what can be looked up. What our own harness says
 * is stored in its English words, and shown in the learner's language.
 */
export const messageWords = (message: string): ReactNode => {
  switch (message) {
    case 'SyntaxError: the program ends too early. Is a bracket, brace or quote not closed?':
      return <Trans>The program ends too early. Is a bracket, brace or quote not closed?</Trans>;
    case 'The program waits for something that never happens.':
      return <Trans>The program waits for something that never happens.</Trans>;
    case 'A promise was never settled.':
      return <Trans>A promise was never settled.</Trans>;
    case 'The test said nothing.':
      return <Trans>The test said nothing.</Trans>;
    case 'The test failed.':
      return <Trans>The test failed.</Trans>;
    case 'There are no tests in this file':
      return <Trans>There are no tests in this file.</Trans>;
    case 'The program ended Python itself.':
      return <Trans>The program ended Python itself.</Trans>;
    case 'Threw something that can’t be shown':
      return <Trans>It threw something that can’t be shown.</Trans>;
    default:
      return <bdi dir="ltr">{message}</bdi>;
  }
};
