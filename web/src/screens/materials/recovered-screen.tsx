import type { Material } from '@hornbook/shared/collections/materials.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { now } from '../../data/clock.ts';
import { useRecovered } from '../../data/queries/subjects.ts';
import { Screen } from '../../shell/screen.tsx';
import { MaterialRow } from './material-row.tsx';
import { MoveDialog } from './move-dialog.tsx';

const back = { href: '/me/subjects', place: <Trans>Subjects</Trans> };

/** What lost its subject, and what was deleted: both go where the learner says. */
export const RecoveredScreen = () => {
  const { t } = useLingui();
  const [today] = useState(() => now());
  const view = useRecovered(today);
  const [moving, setMoving] = useState<Material | null>(null);
  const rows = (materials: Material[]) => (
    <Rows>
      {materials.map((material) => (
        <MaterialRow
          key={material.id}
          material={material}
          end={
            <Button look="quiet" onClick={() => setMoving(material)}>
              <Trans>Bring back</Trans>
            </Button>
          }
        />
      ))}
    </Rows>
  );
  return (
    <Screen title={t`Recovered and deleted`} back={back}>
      {view === undefined && <Skeleton label={t`Fetching your materials from this device`} />}
      {view?.recovered.length === 0 && view.deleted.length === 0 && (
        <EmptyState icon="history" title={<Trans>Nothing to bring back</Trans>}>
          <Trans>What you delete is kept here for thirty days.</Trans>
        </EmptyState>
      )}
      {view && view.recovered.length > 0 && (
        <Section title={<Trans>Recovered</Trans>}>
          <p>
            <Trans>
              Deleted on one device, or their subject was, while you worked on them on another. Nothing is lost.
            </Trans>
          </p>
          {rows(view.recovered)}
        </Section>
      )}
      {view && view.deleted.length > 0 && (
        <Section title={<Trans>Deleted in the last thirty days</Trans>}>{rows(view.deleted)}</Section>
      )}
      <MoveDialog material={moving} title={t`Where shall it go?`} onClose={() => setMoving(null)} />
    </Screen>
  );
};
