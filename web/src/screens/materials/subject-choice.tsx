import { Trans, useLingui } from '@lingui/react/macro';
import { Row, Rows } from '../../components/row.tsx';
import { createSubject } from '../../data/commands/keep-subjects.ts';
import { useSubjects } from '../../data/queries/subjects.ts';
import { useTellStored } from './tell-stored.ts';

interface SubjectChoiceProps {
  /** Where it is already, if anywhere. */
  currentId?: string | null;
  onChoose: (subjectId: string) => void;
}

/** Every subject, and one that is made at once: it can be named later. */
export const SubjectChoice = ({ currentId = null, onChoose }: SubjectChoiceProps) => {
  const { t } = useLingui();
  const subjects = useSubjects();
  const tellStored = useTellStored();
  const chooseNew = async () => {
    const made = await createSubject({ name: t`New subject` });
    if (tellStored(made) && made.kind === 'created') onChoose(made.id);
  };
  return (
    <Rows>
      {subjects?.map(({ subject }) => (
        <Row
          key={subject.id}
          icon="folder"
          title={subject.name || <Trans>Without a name</Trans>}
          detail={subject.id === currentId && <Trans>It is here now</Trans>}
          onOpen={() => onChoose(subject.id)}
        />
      ))}
      <Row icon="add" tone="quiet" title={<Trans>A new subject</Trans>} onOpen={() => void chooseNew()} />
    </Rows>
  );
};
