import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { Subject } from '@hornbook/shared/collections/subjects.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { bringBackSubject, changeSubject, deleteSubject } from '../../data/commands/keep-subjects.ts';
import { useSubject } from '../../data/queries/subjects.ts';
import { Screen } from '../../shell/screen.tsx';
import { showToast } from '../../ui-state/toasts.ts';
import { SearchBox } from '../search/search-box.tsx';
import { AddMaterials } from './add-materials.tsx';
import { MaterialRow } from './material-row.tsx';
import styles from './materials.module.css';
import { NameDialog } from './name-dialog.tsx';
import { useTellStored } from './tell-stored.ts';

const back = { href: '/me/subjects', place: <Trans>Subjects</Trans> };

const SubjectPage = ({ subject, materials }: { subject: Subject; materials: Material[] }) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const [isRenaming, setIsRenaming] = useState(false);
  const tellStored = useTellStored();
  const { id } = subject;
  const handleDelete = async () => {
    const deleted = await deleteSubject(id);
    if (!tellStored(deleted) || deleted.kind !== 'deleted') return;
    navigate('/me/subjects');
    showToast(t`Deleted, with all that is in it.`, { label: t`Undo`, onPick: () => void bringBackSubject(deleted) });
  };
  return (
    <Screen title={subject.name || t`Without a name`} lede={subject.description || undefined} back={back}>
      <SearchBox>
        {materials.length === 0 ? (
          <EmptyState icon="lesson" title={<Trans>Nothing in it yet</Trans>}>
            <Trans>
              Begin with a note, a file or a link: it is here and on your other devices, with or without a connection.
            </Trans>
          </EmptyState>
        ) : (
          <Rows>
            {materials.map((material) => (
              <MaterialRow key={material.id} material={material} />
            ))}
          </Rows>
        )}
        <AddMaterials subjectId={id} />
        <div className={styles.tools}>
          <Button look="plain" icon="pencil" onClick={() => setIsRenaming(true)}>
            <Trans>Rename</Trans>
          </Button>
          <Button look="plain" icon="remove" onClick={() => void handleDelete()}>
            <Trans>Delete</Trans>
          </Button>
        </div>
      </SearchBox>
      <NameDialog
        open={isRenaming}
        title={t`Rename`}
        nameLabel={<Trans>What is it called?</Trans>}
        name={subject.name}
        description={subject.description}
        withDescription
        onClose={() => setIsRenaming(false)}
        onKeep={(name, description) => void changeSubject(id, { name, description }).then(tellStored)}
      />
    </Screen>
  );
};

export const SubjectScreen = ({ id }: { id: string }) => {
  const { t } = useLingui();
  const view = useSubject(id);
  if (view?.kind === 'ready') return <SubjectPage subject={view.subject} materials={view.materials} />;
  return (
    <Screen title={view ? t`Subject` : undefined} back={back}>
      {!view && <Skeleton label={t`Fetching the subject from this device`} />}
      {view?.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="folder"
          title={<Trans>This subject is not here</Trans>}
          action={
            <ButtonLink href="/me/subjects">
              <Trans>See all subjects</Trans>
            </ButtonLink>
          }
        >
          <Trans>It was deleted, or this device has not heard of it yet.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};
