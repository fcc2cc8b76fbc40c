import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { NameMark } from '../../components/name-mark.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/states.tsx';
import { chooseLearner } from '../../data/commands/share-device.ts';
import { type LearnerHere, useLearnersHere } from '../../data/queries/learners-here.ts';
import { useAppBadge } from '../../shell/use-app-badge.ts';
import { useFinishing } from '../../ui-state/finishing.ts';
import styles from './learners.module.css';
import { NewLearner } from './new-learner.tsx';
import { Picture } from './picture.tsx';
import { PinForm } from './pin-form.tsx';
import { useNameOf } from './use-name-of.ts';

/** In place of every screen while a shared device is nobody's: names and pictures, and nothing of what anybody learns. */
export const WhoIsLearning = () => {
  const { t } = useLingui();
  const removing = useFinishing(({ phase }) => phase === 'removing');
  const here = useLearnersHere();
  // Whoever is being removed is not to be chosen any more.
  const learners = removing ? undefined : here;
  const nameOf = useNameOf();
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<string | 'new' | null>(null);
  // The number on the icon was that of whoever left.
  useAppBadge(0);
  const at = learners?.findIndex(({ learnerId }) => learnerId === asked) ?? -1;
  const chosen = learners?.[at];
  const name = chosen ? nameOf(chosen, at) : '';
  const title = removing
    ? t`One moment`
    : asked === 'new'
      ? t`Who are you?`
      : chosen
        ? t`Hello, ${name}`
        : t`Who is learning?`;
  const asksPin = chosen !== undefined;
  useEffect(() => {
    document.title = `${title} · Hornbook`;
    // Where a PIN is asked for, its field has the focus.
    if (!asksPin) heading.current?.focus({ preventScroll: true });
  }, [title, asksPin]);
  const handleChoose = (learner: LearnerHere) => {
    if (learner.hasPin) setAsked(learner.learnerId);
    else void chooseLearner(learner.learnerId);
  };
  const lead = asked ? (
    <IconButton icon="back" label={t`Back`} onClick={() => setAsked(null)} />
  ) : (
    <NameMark withName />
  );
  return (
    <div className={styles.frame}>
      <Page lead={lead} chip={null} focused>
        <div className={styles.head}>
          {chosen && <Picture name={chosen.picture} photo={chosen.photo} size="l" />}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {!learners && <Skeleton label={t`Opening`} />}
        {learners && !asked && (
          <>
            <ul className={styles.people}>
              {learners.map((learner, index) => (
                <li key={learner.learnerId}>
                  <button type="button" className={styles.person} onClick={() => handleChoose(learner)}>
                    <Picture name={learner.picture} photo={learner.photo} size="l" />
                    <span className={styles.name}>{nameOf(learner, index)}</span>
                    {learner.hasPin && (
                      <span className={styles.note}>
                        <Trans>with PIN</Trans>
                      </span>
                    )}
                  </button>
                </li>
              ))}
              <li>
                <button type="button" className={`${styles.person} ${styles.newcomer}`} onClick={() => setAsked('new')}>
                  <span className={`${styles.picture} ${styles.l} ${styles.plain}`}>
                    <Icon name="add" />
                  </span>
                  <span className={styles.name}>
                    <Trans>Somebody new</Trans>
                  </span>
                </button>
              </li>
            </ul>
            <p className={styles.quiet}>
              <Trans>
                Each of you has work of your own here. What waits to be sent goes by itself, whoever is learning.
              </Trans>
            </p>
          </>
        )}
        {learners && asked === 'new' && <NewLearner here={learners} />}
        {chosen && <PinForm key={chosen.learnerId} learner={chosen} name={name} />}
      </Page>
    </div>
  );
};
