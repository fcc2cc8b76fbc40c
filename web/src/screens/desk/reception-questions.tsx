import type { QuestionReception } from '@hornbook/shared/authoring/course-reception.ts';
import { allWithin, type DraftNode, flagIn, partsIn, questionKindOf } from '@hornbook/shared/authoring/draft.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './desk.module.css';
import { usePartName } from './part-words.tsx';
import { Learners, type ReceptionProps } from './reception-course.tsx';
import { parentOf, pathOf } from './use-ready-course.ts';

/** Below it more first answers are wrong than right. */
const HALF = 0.5;

/** Every question that a group has answered, the one most often wrong first. */
export const HowTheyAnswer = ({ course, reception }: ReceptionProps) => {
  const counted = new Map(reception.questions.map((question) => [question.id, question]));
  const questions = allWithin(course).filter(({ kind }) => kind === 'question');
  const known = questions
    .flatMap((node) => {
      const told = counted.get(node.id);
      return told ? [{ node, told }] : [];
    })
    .toSorted((a, b) => a.told.right / a.told.learners - b.told.right / b.told.learners);
  const others = questions.length - known.length;
  if (questions.length === 0) return null;
  return (
    <Section title={<Trans>How they answer</Trans>}>
      <p className={styles.quiet}>
        <Trans>By the first answer of each learner; what is most often wrong comes first.</Trans>
      </p>
      <ul className={styles.items}>
        {known.map(({ node, told }) => (
          <Answered key={node.id} course={course} node={node} told={told} />
        ))}
      </ul>
      {others > 0 && (
        <p className={styles.quiet}>
          <Plural
            value={others}
            one="# question was answered by too few to be shown."
            other="# questions were answered by too few to be shown."
          />
        </p>
      )}
    </Section>
  );
};

const Answered = ({ course, node, told }: { course: DraftNode; node: DraftNode; told: QuestionReception }) => {
  const { i18n, t } = useLingui();
  const { percent } = useFormat();
  const nameOf = usePartName();
  const { learners, right, typicalMs } = told;
  const share = right / learners;
  const seconds = Math.max(1, Math.round(typicalMs / 1000));
  const [unit, value] = seconds < 120 ? ['second', seconds] : ['minute', Math.round(seconds / 60)];
  const time = i18n.number(value as number, { style: 'unit', unit: unit as string, unitDisplay: 'long' });
  const wrong = useMostChosenWrong(node, told);
  const [name, whole] = [nameOf(node), percent(share * 100)];
  return (
    <li className={styles.step}>
      <Link href={pathOf(course, node)}>
        <bdi>{name}</bdi>
      </Link>
      <span>
        <strong>
          <Trans>{whole} right</Trans>
        </strong>
        <span className={styles.quiet}>
          {' · '}
          <Learners count={learners} />
          {' · '}
          <Trans>half took longer than {time}</Trans>
          {' · '}
          <bdi>{nameOf(parentOf(course, parentOf(course, node)))}</bdi>
        </span>
      </span>
      {wrong && (
        <span>
          <Trans>
            Most chosen of the wrong: <bdi>{wrong.words}</bdi> ({i18n.number(wrong.learners)})
          </Trans>
        </span>
      )}
      <ProgressBar value={share} tone={share < HALF ? 'wrong' : 'correct'} label={t`Right: ${name}`} />
    </li>
  );
};

/** Of what wrong answers chose, the first that is wrong as the question is now; null where none is, or nothing is chosen. */
const useMostChosenWrong = (node: DraftNode, { chosen }: QuestionReception) => {
  const { t } = useLingui();
  switch (questionKindOf(node)) {
    case 'multiple_choice':
    case 'multiple_response': {
      const wrong = new Map(
        partsIn(node.details, 'option').flatMap(({ id, text, correct }) => (correct ? [] : [[id, text] as const])),
      );
      const most = chosen.find(({ option }) => wrong.has(option));
      return most ? { words: wrong.get(most.option) as string, learners: most.learners } : null;
    }
    case 'true_false': {
      const most = chosen.find(({ option }) => option !== String(flagIn(node.details, 'answer')));
      return most ? { words: most.option === 'true' ? t`True` : t`False`, learners: most.learners } : null;
    }
    default:
      return null;
  }
};
