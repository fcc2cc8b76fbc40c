import type { Refusal, Unreadable } from '@hornbook/shared/import/imported.ts';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/use-format.ts';

/** What a reader found, in its own words; those are English. */
const Detail = ({ children }: { children: string }) => <q lang="en">{children}</q>;

const Names = ({ names }: { names: readonly string[] }) => <bdi>{names.join(', ')}</bdi>;

/** Why one thing of a file is not taken. */
export const RefusalWords = ({ refusal }: { refusal: Refusal }): ReactNode => {
  switch (refusal.code) {
    case 'broken':
      return (
        <Trans>
          It breaks the rules of its own format: <Detail>{refusal.detail}</Detail>
        </Trans>
      );
    case 'kind':
      return (
        <Trans>
          There is no such kind here: <bdi>{refusal.kind}</bdi>
        </Trans>
      );
    case 'not-a-question':
      return <Trans>It is a text to read, not a question.</Trans>;
    case 'no-right-answer':
      return <Trans>None of its answers is right.</Trans>;
    case 'several-right':
      return <Trans>Each of several answers would be right by itself; here one is, or several are together.</Trans>;
    case 'too-few':
      return <Trans>There are too few parts to choose from or to put together.</Trans>;
    case 'too-many':
      return (
        <Plural
          value={refusal.most}
          one="It may have # part here, and has more."
          other="It may have # parts here, and has more."
        />
      );
    case 'missing-media':
      return (
        <Trans>
          It shows what is not in the file, or in no form that can be shown here: <Names names={refusal.names} />
        </Trans>
      );
    case 'answer-too-long':
      return (
        <Plural
          value={refusal.most}
          one="Its answer is too long to type: more than # character, or several lines."
          other="Its answer is too long to type: more than # characters, or several lines."
        />
      );
    case 'gap':
      return (
        <Trans>
          A gap with this answer can’t be written in a text here: <bdi>{refusal.words}</bdi>
        </Trans>
      );
    case 'empty-page':
      return <Trans>Nothing is written on it.</Trans>;
    case 'retired':
      return <Trans>It was taken out of its course.</Trans>;
    case 'nowhere':
      return <Trans>What it stands in is not taken.</Trans>;
    case 'no-course-file':
      return <Trans>No file of a course is called like this.</Trans>;
    case 'unfit':
      return (
        <Trans>
          It doesn’t fit here: <Detail>{refusal.detail}</Detail>
        </Trans>
      );
  }
};

/** Why nothing of a file can be taken. */
export const UnreadableWords = ({ reason }: { reason: Unreadable }): ReactNode => {
  const { bytes } = useFormat();
  switch (reason.code) {
    case 'unknown-format':
      return <Trans>This is no file of questions that can be read here. See below what can be brought.</Trans>;
    case 'too-large': {
      // A bound is a size or a count; no size that matters is so small.
      const most = reason.most > 1_000_000 ? bytes(reason.most) : String(reason.most);
      return <Trans>There is more in it than can be read at once ({most}). Bring it in several parts.</Trans>;
    }
    case 'broken':
      return (
        <Trans>
          The file is damaged, or was copied only in part: <Detail>{reason.detail}</Detail>
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
