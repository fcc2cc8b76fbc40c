import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { PutBack, Received } from '../../../data/commands/receive-bundle.ts';

/** What came of something that was taken in, plainly. */
export const useReceivedWords = () => {
  const { t } = useLingui();
  return {
    refused: (why: Extract<Received, { kind: 'refused' }>['why']): string => {
      switch (why) {
        case 'not-a-bundle':
          return t`This is nothing that Hornbook packed. Nothing was changed.`;
        case 'damaged':
          return t`This is incomplete or was altered on its way. Ask for it again; nothing was changed.`;
        case 'newer':
          return t`This was packed by a newer Hornbook. Update this one first; nothing was changed.`;
        case 'too-large':
          return t`This is too large to have been packed by Hornbook. Nothing was changed.`;
        case 'foreign':
          return t`This was packed for another Hornbook service. It has to be carried to that one; nothing was changed.`;
        case 'unknown-device':
          return t`This says that it is yours, but it was made by a device that is not known here as one of yours, or that was signed out. With a connection this device can ask again; nothing was changed.`;
        case 'unsupported':
          return t`This browser is too old for that. Nothing was changed.`;
        case 'full':
          return t`This device carries as much as it can already. Connect it once, then try again.`;
      }
    },
    carried: ({ from, rows, already }: Extract<Received, { kind: 'carried' }>): string => {
      const things = plural(rows, { one: '# thing', other: '# things' });
      if (already) return t`This device carries that already.`;
      return from
        ? t`You now carry ${things} of ${from}. This device brings that to the service as soon as there is a connection.`
        : t`You now carry ${things} of somebody. This device brings that to the service as soon as there is a connection.`;
    },
    putBack: (outcome: PutBack): string => {
      switch (outcome.kind) {
        case 'newer':
          return t`This was packed by a newer Hornbook. Update this one first; nothing was changed.`;
        case 'refused':
          return t`This could not be taken in. Nothing was changed.`;
        case 'not-stored':
          return t`Not taken in: make some room on this device, then try again. Nothing was changed.`;
        case 'taken-in': {
          const { changed, unreadable } = outcome;
          const news = plural(changed, {
            0: 'Everything in it was here already.',
            one: '# thing was added or completed.',
            other: '# things were added or completed.',
          });
          const lost = plural(unreadable, {
            0: '',
            one: '# thing in it could not be read.',
            other: '# things in it could not be read.',
          });
          return `${news} ${lost}`.trim();
        }
      }
    },
  };
};
