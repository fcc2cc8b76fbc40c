import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { FoundInText } from './draft-renderer.ts';

/** What keeps a text from being shown as it is, and so what to do; in English what the compiler has no name for. */
export const TextFaultWords = ({ message, known }: FoundInText): ReactNode => {
  const about = (
    <bdi dir="ltr" translate="no">
      {known?.about}
    </bdi>
  );
  switch (known?.fault) {
    case 'title-heading':
      return <Trans>Begin headings with ##: a single # is the title of the page.</Trans>;
    case 'raw-html':
      return <Trans>HTML is not shown. Write it in Markdown; only details, summary, br and span lang may stay.</Trans>;
    case 'no-such-picture':
      return <Trans>There is no file {about}: add it with the buttons below the text.</Trans>;
    case 'not-a-picture':
      return <Trans>{about} is neither a picture nor a sound.</Trans>;
    case 'picture-without-words':
      return <Trans>Say in words what {about} is, for those who can’t see or hear it: ![in words](…).</Trans>;
    case 'picture-elsewhere':
      return <Trans>Write the address of a picture where it stands: ![in words](address).</Trans>;
    case 'file-on-its-way':
      return <Trans>The file {about} has not arrived at the service yet: it is sent with the next connection.</Trans>;
    case 'sound-alone':
      return <Trans>A sound stands in a paragraph of its own, and not in an answer: {about}</Trans>;
    case 'link-nowhere':
      return <Trans>The link {about} leads nowhere: links begin with https://</Trans>;
    case 'footnote':
      return <Trans>Footnotes are not shown: say it in the text.</Trans>;
    case 'code-without-language':
      return <Trans>Say the language of a program behind its first ```: ```python, or ```text.</Trans>;
    case 'code-language':
      return <Trans>The language {about} is not known here: ```text always is.</Trans>;
    case 'formula':
      return <Trans>This formula can’t be read: {about}</Trans>;
    case 'formula-lines':
      return <Trans>Where a formula has several lines, its $$ stand on lines of their own.</Trans>;
    case 'formula-too-wide':
      return <Trans>This formula is too wide for a phone: give it a paragraph of its own. {about}</Trans>;
    case 'gaps-in-paragraphs':
      return <Trans>A text with gaps has paragraphs only: put tables, lists and pictures where you ask.</Trans>;
    case 'gap-within-style':
      return <Trans>A gap stands within bold or slanted words or a link: put it outside.</Trans>;
    case undefined:
  }
  // Of a service newer than this app as well.
  return <span lang="en">{message}</span>;
};
