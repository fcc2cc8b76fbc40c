import { Plural, Trans } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Section } from '../../components/page.tsx';
import { type LeechView, useLeeches } from '../../data/queries/leeches.ts';
import styles from './practice.module.css';

const Leech = ({ leech }: { leech: LeechView }) => {
  const { promptHtml, explanationHtml, language, lapses, lesson, practiceHref } = leech;
  const title = lesson?.title;
  return (
    <Card>
      <div className={styles.leech}>
        <HtmlBlock html={promptHtml} lang={language} />
        <p className={styles.note}>
          <Plural value={lapses} one="Slipped away on # day" other="Slipped away on # days" />
        </p>
        {explanationHtml && <HtmlBlock html={explanationHtml} lang={language} />}
        <div className={styles.leechWays}>
          {lesson && (
            <ButtonLink href={lesson.href} look="quiet" icon="lesson">
              <Trans>Read again: {title}</Trans>
            </ButtonLink>
          )}
          <ButtonLink href={practiceHref} look="plain">
            <Trans>Answer it among its own</Trans>
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
};

/** What was asked often enough: reading helps more now than being asked once more. */
export const Leeches = () => {
  const leeches = useLeeches();
  if (!leeches || leeches.length === 0) return null;
  return (
    <Section title={<Trans>Hard to keep</Trans>}>
      <p className={styles.quiet}>
        <Trans>
          These keep slipping away, and asking once more would not help. Read why it is so; right on two days in a row,
          they come back among your reviews.
        </Trans>
      </p>
      <div className={styles.leeches}>
        {leeches.map((leech) => (
          <Leech key={leech.questionId} leech={leech} />
        ))}
      </div>
    </Section>
  );
};
