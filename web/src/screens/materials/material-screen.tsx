import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { type MaterialView, useMaterial } from '../../data/queries/subjects.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { TutorButton } from '../tutor/tutor-button.tsx';
import { FilePart } from './file-part.tsx';
import { LinkPart } from './link-part.tsx';
import { MaterialActions } from './material-actions.tsx';
import { useMaterialTitle } from './material-row.tsx';
import { NotePart } from './note-part.tsx';

const parts = { text: NotePart, file: FilePart, url: LinkPart };

const MaterialPage = ({ view: { material, subject } }: { view: Extract<MaterialView, { kind: 'ready' }> }) => {
  const { dayAndTime } = useFormat();
  const { t } = useLingui();
  const title = useMaterialTitle(material);
  const Part = parts[material.kind];
  const changed = dayAndTime(material.changedAt);
  const back = subject
    ? { href: `/me/subjects/${subject.id}`, place: subject.name || t`Without a name` }
    : { href: '/me/subjects', place: t`Subjects` };
  return (
    <Screen
      title={title}
      lede={<Trans>Last changed {changed}</Trans>}
      back={back}
      tool={<TutorButton about={{ context: 'material', materialId: material.id }} name={title} />}
    >
      <Part material={material} />
      <MaterialActions material={material} />
    </Screen>
  );
};

export const MaterialScreen = ({ id }: { id: string }) => {
  const { t } = useLingui();
  const view = useMaterial(id);
  if (view?.kind === 'ready') return <MaterialPage view={view} />;
  return (
    <Screen title={view ? t`Material` : undefined} back={{ href: '/me/subjects', place: <Trans>Subjects</Trans> }}>
      {!view && <Skeleton label={t`Fetching it from this device`} />}
      {view?.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="lesson"
          title={<Trans>This is not on this device</Trans>}
          action={
            <ButtonLink href="/me/subjects">
              <Trans>See all subjects</Trans>
            </ButtonLink>
          }
        >
          <Trans>Made on another device, it comes here with the next connection.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};
