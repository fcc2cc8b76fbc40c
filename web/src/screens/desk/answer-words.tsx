import type { Change, CheckedCourse } from '@hornbook/shared/authoring/authoring-protocol.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Section } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import type { AuthoringAnswer } from '../../data/commands/publish-course.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './desk.module.css';

/** What came of something that was asked of the service. */
export const AnswerWords = ({ answer }: { answer: AuthoringAnswer }): ReactNode => {
  switch (answer.kind) {
    case 'published':
      return answer.isNewVersion ? (
        <Trans>Published. Devices fetch what changed with their next connection.</Trans>
      ) : (
        <Trans>Published. Learners have this version already.</Trans>
      );
    case 'done':
      return <Trans>Done.</Trans>;
    case 'not-in-step':
      return <Trans>Another device of yours has written more: wait until it is here, then check again.</Trans>;
    case 'unknown':
      return <Trans>The service knows no such course of yours.</Trans>;
    case 'no-author':
      return <Trans>Your account may not publish courses. Ask whoever runs this Hornbook.</Trans>;
    case 'unreachable':
      return <Trans>This needs a connection to Hornbook. All you wrote is kept here.</Trans>;
    case 'too-many':
      return <Trans>That was a lot at once. Try again in a few minutes.</Trans>;
    case 'no-session':
      return <Trans>The service does not know this device just now. Open Me, Account, then try again.</Trans>;
    case 'is-author':
      return <Trans>This address is of an author of the course.</Trans>;
    case 'enough':
      return <Trans>So many write this course, or were asked to, that nobody more can be asked.</Trans>;
    case 'faults':
      return <Trans>Something is missing in the course as the service has it. Check again in a moment.</Trans>;
    case 'checked':
    case 'problems':
      return null;
  }
};

const kindWords: Record<Change['kind'], ReactNode> = {
  added: <Trans>New</Trans>,
  removed: <Trans>Gone</Trans>,
  changed: <Trans>Changed</Trans>,
};
const tones = { added: 'correct', removed: 'wrong', changed: 'info' } as const;
const whatWords: Record<Change['what'], ReactNode> = {
  course: <Trans>About the course</Trans>,
  unit: <Trans>Unit</Trans>,
  lesson: <Trans>Lesson</Trans>,
  activity: <Trans>Activity</Trans>,
  question: <Trans>Question</Trans>,
};

/** What learners will notice. */
export const Changes = ({ checked, isFirst }: { checked: CheckedCourse; isFirst: boolean }) => {
  const { bytes } = useFormat();
  const [all, fetched] = [bytes(checked.sizeBytes), bytes(checked.fetchBytes)];
  return (
    <Section title={isFirst ? <Trans>What learners will get</Trans> : <Trans>What changes for learners</Trans>}>
      {checked.changes.length === 0 ? (
        <p>
          <Trans>Nothing: they have all of it.</Trans>
        </p>
      ) : (
        <ul className={styles.items}>
          {checked.changes.map(({ kind, what, title }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have one title, and the list is made anew as a whole.
            <li key={index} className={styles.state}>
              <Tag tone={tones[kind]}>{kindWords[kind]}</Tag>
              <span>
                {whatWords[what]}: <bdi>{title}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      {checked.changes.length > 0 && (
        <p className={styles.quiet}>
          {isFirst ? (
            <Trans>On a phone it takes {all}.</Trans>
          ) : (
            <Trans>
              A phone that has the course fetches {fetched}; all of it takes {all}.
            </Trans>
          )}
        </p>
      )}
    </Section>
  );
};
