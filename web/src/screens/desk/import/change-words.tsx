import type { Change } from '@hornbook/shared/import/imported.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

const Names = ({ names }: { names: readonly string[] }) => <bdi>{names.join(', ')}</bdi>;

/** What of something taken is not as it was in its file. */
export const ChangeWords = ({ change }: { change: Change }): ReactNode => {
  switch (change.code) {
    case 'partial-credit-left-out':
      return <Trans>An answer that earned a part of the points earns none.</Trans>;
    case 'pattern-left-out':
      return (
        <Trans>
          The pattern <bdi>{change.pattern}</bdi> is left out.
        </Trans>
      );
    case 'further-answer-left-out':
      return (
        <Trans>
          Another right answer is left out: <bdi>{change.answer}</bdi>
        </Trans>
      );
    case 'feedback-left-out':
      return <Trans>Feedback that has no place here is left out.</Trans>;
    case 'gap-details-left-out':
      return (
        <Trans>What its gaps said beside their answers is left out: feedback, or how exact a number must be.</Trans>
      );
    case 'hints-left-out':
      return (
        <Plural
          value={change.count}
          one="# hint is left out: a question has five at most."
          other="# hints are left out: a question has five at most."
        />
      );
    case 'media-left-out':
      return (
        <Trans>
          Left out: <Names names={change.names} />
        </Trans>
      );
    case 'alt-missing':
      return (
        <Trans>
          Say what is to be seen, for those who don’t see it: <Names names={change.names} />
        </Trans>
      );
    case 'heard-missing':
      return (
        <Trans>
          Say what is to be heard, for those who don’t hear it: <Names names={change.names} />
        </Trans>
      );
    case 'explanation-made':
      return <Trans>It had no explanation. One was made that only says what is right: write a better one.</Trans>;
    case 'links-left-out':
      return (
        <Trans>
          Links to other parts of the file are only words now: <Names names={change.names} />
        </Trans>
      );
    case 'key-points-made':
      return <Trans>What to keep in mind was made of its headings or first sentences: write it better.</Trans>;
    case 'scoring-changed':
      return <Trans>Its right answers counted differently; here they count the same.</Trans>;
    case 'fields-left-out':
      return (
        <Trans>
          The desk has no place for these: <Names names={change.names} />
        </Trans>
      );
    case 'cards-left-out':
      return (
        <Plural
          value={change.count}
          one="It is asked in one direction only; # more card of it is left out."
          other="It is asked in one direction only; # more cards of it are left out."
        />
      );
  }
};
