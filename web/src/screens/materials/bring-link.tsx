import { Trans } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { useIsAuthor } from '../../data/queries/learner.ts';

const BROUGHT = /\.(apkg|colpkg|gift|imscc|xml|zip)$/i;

/** For a file of questions that somebody who writes courses was sent: it may become part of one. */
export const BringLink = ({ id, fileName }: { id: string; fileName: string }) => {
  const isAuthor = useIsAuthor();
  if (!isAuthor || !BROUGHT.test(fileName)) return null;
  return (
    <ButtonLink look="plain" icon="pencil" href={`/desk/import?arrival=${id}`}>
      <Trans>Into a course</Trans>
    </ButtonLink>
  );
};
