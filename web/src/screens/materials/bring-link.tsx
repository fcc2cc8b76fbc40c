import { Trans } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { useIsAuthor } from '../../data/queries/learner.ts';

const BROUGHT = /\.(apkg|colpkg|gift|imscc|xml|zip)$/i;
const WITH_HISTORY = /\.(apkg|colpkg)$/i;

/**
 * For a file of questions that somebody was sent: whoever writes courses may make it part of one, and whoever learned its
 * cards brings their reviews.
 */
export const BringLink = ({ id, fileName }: { id: string; fileName: string }) => {
  const isAuthor = useIsAuthor();
  return (
    <>
      {isAuthor && BROUGHT.test(fileName) && (
        <ButtonLink look="plain" icon="pencil" href={`/desk/import?arrival=${id}`}>
          <Trans>Into a course</Trans>
        </ButtonLink>
      )}
      {WITH_HISTORY.test(fileName) && (
        <ButtonLink look="plain" icon="history" href={`/practice/anki?arrival=${id}`}>
          <Trans>My reviews</Trans>
        </ButtonLink>
      )}
    </>
  );
};
