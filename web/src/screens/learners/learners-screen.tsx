import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Skeleton } from '../../components/states.tsx';
import { leaveToNext, setLockAfter } from '../../data/commands/share-device.ts';
import { useKeepsNothing } from '../../data/connections.ts';
import { useProfile } from '../../data/queries/learner.ts';
import { useLearnersHere } from '../../data/queries/learners-here.ts';
import { Minutes } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import styles from './learners.module.css';
import { NewLearner } from './new-learner.tsx';
import { Picture } from './picture.tsx';
import { PinSetting } from './pin-setting.tsx';
import { useNameOf } from './use-name-of.ts';
import { YouForm } from './you-form.tsx';

const lockChoices = [1, 5, 10, 30];
const back = { href: '/me', place: <Trans>Me</Trans> };

/** Who learns on this device; one learner alone finds here how a second one comes. */
export const LearnersScreen = () => {
  const { t } = useLingui();
  const learners = useLearnersHere();
  const profile = useProfile();
  const keepsNothing = useKeepsNothing();
  const nameOf = useNameOf();
  if (!learners || !profile) {
    return (
      <Screen title={t`Learners on this device`} back={back}>
        <Skeleton label={t`Opening`} />
      </Screen>
    );
  }
  const shared = learners.length > 1;
  const me = learners.find(({ current }) => current);
  if (!shared && !me?.hasPin) {
    return (
      <Screen
        title={t`Another learner on this device`}
        lede={<Trans>One tablet, several learners: each has work of their own, and sees nothing of the others’.</Trans>}
        back={back}
      >
        {keepsNothing ? (
          <p>
            <Trans>This browser keeps nothing, so there is nothing that could be kept apart.</Trans>
          </p>
        ) : (
          <>
            <Section title={<Trans>First, who are you?</Trans>}>
              <YouForm profile={profile} />
            </Section>
            <Section title={<Trans>And who comes now?</Trans>}>
              <NewLearner here={learners} />
            </Section>
          </>
        )}
      </Screen>
    );
  }
  return (
    <Screen
      title={t`Learners on this device`}
      lede={<Trans>Each has work of their own. What waits to be sent goes by itself, whoever is learning.</Trans>}
      back={back}
    >
      <Section title={<Trans>Who learns here</Trans>}>
        <ul className={styles.list}>
          {learners.map((learner, index) => (
            <li key={learner.learnerId} className={styles.you}>
              <Picture name={learner.picture} photo={learner.photo} />
              <span className={styles.words}>
                <span className={styles.name}>{nameOf(learner, index)}</span>
                {learner.current && (
                  <span className={styles.note}>
                    <Trans>learning now</Trans>
                  </span>
                )}
                {learner.hasPin && (
                  <span className={styles.note}>
                    <Trans>with PIN</Trans>
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        <div className={styles.actions}>
          <Button icon="swap" onClick={() => void leaveToNext()}>
            <Trans>Switch learner</Trans>
          </Button>
        </div>
        <Disclosure summary={<Trans>Somebody new</Trans>}>
          <NewLearner here={learners} />
        </Disclosure>
      </Section>
      <Section title={<Trans>You</Trans>}>
        <YouForm profile={profile} />
      </Section>
      <Section title={<Trans>Your PIN</Trans>}>
        <PinSetting hasPin={me?.hasPin ?? false} />
      </Section>
      <ChoiceGroup
        legend={<Trans>When nobody touches it, ask who is learning after</Trans>}
        hint={<Trans>Nothing is lost by it: every answer was saved when it was given.</Trans>}
        name="lock"
        value={String(me?.lockAfterMinutes ?? 'never')}
        onChoose={(value) => void setLockAfter(value === 'never' ? null : Number(value))}
        options={[
          ...lockChoices.map((count) => ({ value: String(count), label: <Minutes count={count} /> })),
          { value: 'never', label: <Trans>Never</Trans> },
        ]}
      />
      <Rows>
        <Row
          href="/me/finish"
          icon="remove"
          tone="quiet"
          title={<Trans>Finish on this device</Trans>}
          detail={<Trans>Send everything, make sure of it, leave nothing here</Trans>}
        />
      </Rows>
    </Screen>
  );
};
