import { Trans } from '@lingui/react/macro';

/** The way back from every page under Me. */
export const back = { href: '/me', place: <Trans>Me</Trans> };
