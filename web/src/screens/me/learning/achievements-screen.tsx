import {
  type AchievementDefinition,
  type AchievementId,
  achievements,
} from '@hornbook/shared/learning/achievements.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../../components/page.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { type LearningRecord, useLearningRecord } from '../../../data/queries/learning-record.ts';
import { Screen } from '../../../shell/screen.tsx';
import { back } from '../back.tsx';
import { useAchievementWords } from './achievement-words.tsx';
import { BadgesSection } from './badges-section.tsx';
import { Figure, Figures } from './figures.tsx';
import styles from './learning.module.css';
import { Medal } from './medal.tsx';
import { OnOff } from './on-off.tsx';
import { useKeepSettings } from './use-keep-settings.ts';

type Definition = AchievementDefinition & { id: AchievementId };

const Shelf = ({ record, list }: { record: LearningRecord; list: readonly Definition[] }) => {
  const { i18n, t } = useLingui();
  const words = useAchievementWords();
  const earned = new Map(record.awards.map((award) => [award.id, award]));
  const standing = new Map(record.standings.map((one) => [one.id, one]));
  return (
    <ul className={styles.shelf}>
      {list.map(({ id, type }) => {
        const { title, what } = words(id);
        const day = earned.get(id)?.earnedDay;
        const { have = 0, need = 1 } = standing.get(id) ?? {};
        return (
          <li key={id} className={styles.award}>
            <Medal id={id} type={type} earned={day !== undefined} />
            <h3>{title}</h3>
            <p>{what}</p>
            {day ? (
              <p className={styles.when}>
                {i18n.date(new Date(`${day}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
              </p>
            ) : (
              need > 1 &&
              have > 0 && (
                <span className={styles.soFar}>
                  <ProgressBar value={have / need} label={t`${title}: so far`} tone="accent" />
                  <span aria-hidden="true">
                    {i18n.number(have)} / {i18n.number(need)}
                  </span>
                </span>
              )
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** What was reached, and what can be. */
export const AchievementsScreen = () => {
  const { t, i18n } = useLingui();
  const record = useLearningRecord();
  const keep = useKeepSettings();
  const ids = new Set(record?.awards.map(({ id }) => id));
  const order = new Map(record?.awards.map(({ id }, index) => [id, index]));
  const reached = achievements
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0));
  const ahead = achievements.filter(({ id }) => !ids.has(id));
  return (
    <Screen title={t`Achievements`} back={back}>
      {!record ? (
        <Skeleton label={t`Looking at what you reached`} />
      ) : (
        <>
          {record.settings.achievements && (
            <>
              <Figures>
                <Figure value={i18n.number(reached.length)} tone="accent">
                  <Plural value={reached.length} one="reached" other="reached" />
                </Figure>
                <Figure value={i18n.number(record.points)}>
                  <Plural value={record.points} one="point" other="points" />
                </Figure>
              </Figures>
              {reached.length > 0 && (
                <Section title={<Trans>Reached</Trans>}>
                  <Shelf record={record} list={reached} />
                </Section>
              )}
              {ahead.length > 0 && (
                <Section title={<Trans>Still ahead</Trans>}>
                  <Shelf record={record} list={ahead} />
                </Section>
              )}
            </>
          )}
          <BadgesSection />
          <OnOff
            legend={<Trans>Achievements</Trans>}
            hint={<Trans>Switched off, you are neither shown nor told of them.</Trans>}
            name="achievements"
            on={record.settings.achievements}
            onChange={(on) => void keep({ achievements: on })}
          />
        </>
      )}
    </Screen>
  );
};
