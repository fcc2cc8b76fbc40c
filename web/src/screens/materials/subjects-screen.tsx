import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { now } from '../../data/clock.ts';
import { createSubject } from '../../data/commands/keep-subjects.ts';
import { useArrivals } from '../../data/queries/arrivals.ts';
import { type SubjectEntry, useRecovered, useSubjects } from '../../data/queries/subjects.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { back } from '../me/back.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { NameDialog } from './name-dialog.tsx';
import { useTellStored } from './tell-stored.ts';

const SubjectRow = ({ entry: { subject, materials, changedAt } }: { entry: SubjectEntry }) => {
  const { day } = useFormat();
  return (
    <Row
      href={`/me/subjects/${subject.id}`}
      icon="folder"
      title={subject.name || <Trans>Without a name</Trans>}
      detail={
        <>
          <Plural value={materials} _0="nothing in it yet" one="# thing" other="# things" /> · {day(changedAt)}
        </>
      }
    />
  );
};

export const SubjectsScreen = () => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const subjects = useSubjects();
  const [today] = useState(() => now());
  const recovered = useRecovered(today);
  const [naming, setNaming] = useState(false);
  const tellStored = useTellStored();
  const handleCreate = async (name: string, description: string) => {
    const made = await createSubject({ name, description });
    if (tellStored(made) && made.kind === 'created') navigate(`/me/subjects/${made.id}`);
  };
  const waiting = useArrivals()?.length ?? 0;
  const lost = recovered?.recovered.length ?? 0;
  const hasMore = lost > 0 || (recovered?.deleted.length ?? 0) > 0;
  return (
    <Screen
      title={t`My subjects and materials`}
      lede={<Trans>Your own notes, files and links. They are on this device first, and need no connection.</Trans>}
      back={back}
    >
      <SearchBox>
        {waiting > 0 && (
          <Rows>
            <Row
              href="/me/arrivals"
              icon="download"
              tone="accent"
              title={<Trans>Shared with Hornbook</Trans>}
              detail={<Plural value={waiting} one="# thing waits for a subject" other="# things wait for a subject" />}
            />
          </Rows>
        )}
        {subjects === undefined && <Skeleton label={t`Fetching your subjects from this device`} />}
        {subjects?.length === 0 && (
          <EmptyState icon="folder" title={<Trans>Nothing here yet</Trans>}>
            <Trans>
              A subject is a place for what you collect: notes of a lesson, a worksheet, a page worth keeping.
            </Trans>
          </EmptyState>
        )}
        {subjects && subjects.length > 0 && (
          <Rows>
            {subjects.map((entry) => (
              <SubjectRow key={entry.subject.id} entry={entry} />
            ))}
          </Rows>
        )}
        {subjects && (
          <div>
            <Button icon="add" onClick={() => setNaming(true)}>
              <Trans>New subject</Trans>
            </Button>
          </div>
        )}
        {hasMore && (
          <Rows>
            <Row
              href="/me/subjects/recovered"
              icon="history"
              tone="quiet"
              title={<Trans>Recovered and deleted</Trans>}
              detail={
                lost > 0 ? (
                  <Plural
                    value={lost}
                    one="# thing has no subject any more"
                    other="# things have no subject any more"
                  />
                ) : (
                  <Trans>What was deleted can be brought back</Trans>
                )
              }
            />
          </Rows>
        )}
      </SearchBox>
      <NameDialog
        open={naming}
        title={t`New subject`}
        nameLabel={<Trans>What is it called?</Trans>}
        withDescription
        onClose={() => setNaming(false)}
        onKeep={(name, description) => void handleCreate(name, description)}
      />
    </Screen>
  );
};
