import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { type MaterialView, useMaterial } from '../../data/queries/subjects.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { MaterialActions } from './material-actions.tsx';
import { materialIcons, useMaterialTitle } from './material-row.tsx';
import styles from './materials.module.css';
import { NotePart } from './note-part.tsx';

/** What is known of a file or a link. */
const Facts = ({ material: { kind, fileName, sizeBytes, url } }: { material: Material }) => {
  const { bytes } = useFormat();
  return (
    <p className={styles.notice}>
      <Icon name={materialIcons[kind]} />
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {url}
        </a>
      ) : (
        <span>
          {fileName} {sizeBytes !== null && bytes(sizeBytes)}
        </span>
      )}
    </p>
  );
};

const MaterialPage = ({ view: { material, subject } }: { view: Extract<MaterialView, { kind: 'ready' }> }) => {
  const { dayAndTime } = useFormat();
  const { t } = useLingui();
  const title = useMaterialTitle(material);
  const changed = dayAndTime(material.changedAt);
  const back = subject
    ? { href: `/me/subjects/${subject.id}`, place: subject.name || t`Without a name` }
    : { href: '/me/subjects', place: t`Subjects` };
  return (
    <Screen title={title} lede={<Trans>Last changed {changed}</Trans>} back={back}>
      {material.kind === 'text' ? <NotePart material={material} /> : <Facts material={material} />}
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
