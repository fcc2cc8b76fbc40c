import { Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { useIsAuthor } from '../../data/queries/learner.ts';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { Screen } from '../../shell/screen.tsx';

const DeskScreens = lazyScreen(async () => (await import('../desk/desk-screens.tsx')).openDesk());

/** The author's desk is a large script of its own: only those who may write courses ever load it. */
export const AuthorsDoor = () => {
  const { t } = useLingui();
  const isAuthor = useIsAuthor();
  const [path] = useLocation();
  // Where systems open files of other programs. Of an Anki package there is something in it for who only learns.
  const isFile = path === '/desk/import';
  if (isAuthor) return <DeskScreens />;
  return (
    <Screen title={t`Author’s desk`} back={{ href: '/me', place: <Trans>Me</Trans> }}>
      {isAuthor === undefined ? (
        <Skeleton label={t`Looking whether you may write courses`} />
      ) : (
        <EmptyState
          icon="pencil"
          title={<Trans>For those who write courses</Trans>}
          action={
            isFile && (
              <ButtonLink href="/practice/anki">
                <Trans>Bring your Anki history</Trans>
              </ButtonLink>
            )
          }
        >
          <Trans>
            Your account may not write courses here. Whoever runs this Hornbook can allow it; this device hears of it
            with its next connection.
          </Trans>{' '}
          {isFile && <Trans>What you reviewed in Anki you can bring for your own cards.</Trans>}
        </EmptyState>
      )}
    </Screen>
  );
};
