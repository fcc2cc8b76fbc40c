import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { useSharedDevice } from '../../data/connections.ts';
import { useIsAuthor, useProfile } from '../../data/queries/learner.ts';
import { useLearningRecord } from '../../data/queries/learning-record.ts';
import { useStudyTotals } from '../../data/queries/study-totals.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { Minutes } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { FeedbackButton } from '../feedback/feedback-button.tsx';
import { InstallCard } from './install-card.tsx';
import { SyncWords } from './sync-words.tsx';

const minuteMs = 60_000;

export const MeScreen = () => {
  const { t } = useLingui();
  const profile = useProfile();
  const totals = useStudyTotals();
  const status = useSyncStatus();
  const record = useLearningRecord();
  const shared = useSharedDevice();
  const isAuthor = useIsAuthor();
  useEffect(() => {
    // So that it is on an author's device before the network is gone; whoever only learns never loads it.
    if (isAuthor) import('../desk/desk-screens.tsx').then(({ fetchDesk }) => fetchDesk()).catch(() => undefined);
  }, [isAuthor]);
  const unread = record?.notices.filter(({ read }) => !read).length ?? 0;
  return (
    <Screen title={profile?.displayName || t`Me`}>
      <Section title={<Trans>My learning</Trans>}>
        <Rows>
          <Row
            href="/me/progress"
            icon="progress"
            title={<Trans>Progress</Trans>}
            detail={
              totals && (
                <Trans>
                  <Minutes count={Math.round(totals.weekMs / minuteMs)} /> this week
                </Trans>
              )
            }
          />
          {record?.settings.achievements !== false && (
            <Row
              href="/me/achievements"
              icon="star"
              tone="accent"
              title={<Trans>Achievements</Trans>}
              detail={record && <Plural value={record.points} one="# point in all" other="# points in all" />}
            />
          )}
          {record?.settings.streak !== false && (
            <Row
              href="/me/streak"
              icon="streak"
              tone="accent"
              title={<Trans>Days of learning</Trans>}
              detail={record && <Plural value={record.streak.activeDays} one="# day so far" other="# days so far" />}
            />
          )}
          <Row
            href="/me/notices"
            icon="bell"
            title={<Trans>Notices</Trans>}
            detail={
              unread > 0 ? (
                <Plural value={unread} one="# unread" other="# unread" />
              ) : (
                <Trans>What is new, and reminders</Trans>
              )
            }
          />
        </Rows>
      </Section>
      <Section title={<Trans>My own things</Trans>}>
        <Rows>
          <Row
            href="/me/subjects"
            icon="folder"
            title={<Trans>My subjects and materials</Trans>}
            detail={<Trans>Your own notes, files and links</Trans>}
          />
          <Row
            href="/me/conversations"
            icon="tutor"
            title={<Trans>Conversations</Trans>}
            detail={<Trans>What you asked the tutor</Trans>}
          />
          {isAuthor && (
            <Row
              href="/desk"
              icon="pencil"
              tone="accent"
              title={<Trans>Author’s desk</Trans>}
              detail={<Trans>Courses you write for others</Trans>}
            />
          )}
        </Rows>
      </Section>
      <Section title={<Trans>This device</Trans>}>
        <Rows>
          <Row
            href="/me/downloads"
            icon="storage"
            tone="accent"
            title={<Trans>Downloads</Trans>}
            detail={<Trans>Courses on this device, and the room they take</Trans>}
          />
          <Row
            href="/me/sync"
            icon="send"
            tone="correct"
            title={<Trans>Saving and sending</Trans>}
            detail={status && <SyncWords status={status} />}
          />
          <Row
            href="/me/data"
            icon="export"
            title={<Trans>My data</Trans>}
            detail={<Trans>Take a copy of everything you did</Trans>}
          />
          <Row
            href="/me/learners"
            icon="swap"
            tone="quiet"
            title={shared ? <Trans>Learners on this device</Trans> : <Trans>Another learner on this device</Trans>}
            detail={<Trans>Each with work of their own</Trans>}
          />
          <Row
            href="/join"
            icon="device"
            tone="quiet"
            title={<Trans>Another device</Trans>}
            detail={<Trans>Learn on two devices as one learner</Trans>}
          />
        </Rows>
      </Section>
      <Section title={<Trans>Me and Hornbook</Trans>}>
        <Rows>
          <Row
            href="/me/profile"
            icon="me"
            tone="quiet"
            title={<Trans>Profile</Trans>}
            detail={<Trans>Name, goals, minutes a day</Trans>}
          />
          <Row
            href="/me/settings"
            icon="settings"
            tone="quiet"
            title={<Trans>Settings</Trans>}
            detail={<Trans>Language, light or dark, text, keys</Trans>}
          />
          <Row
            href="/me/reminders"
            icon="clock"
            tone="quiet"
            title={<Trans>Reminders and notices</Trans>}
            detail={<Trans>When Hornbook may speak up</Trans>}
          />
          <Row
            href="/me/account"
            icon="me"
            tone="quiet"
            title={<Trans>Account</Trans>}
            detail={<Trans>Not needed; a way in from anywhere, if you want one</Trans>}
          />
          <Row
            href="/me/how"
            icon="hint"
            tone="quiet"
            title={<Trans>How Hornbook decides</Trans>}
            detail={<Trans>Mastery, reviews, plan and streak in plain words</Trans>}
          />
        </Rows>
      </Section>
      <FeedbackButton target={{ targetKind: 'app', targetId: 'app', courseId: null }} name="Hornbook" />
      <InstallCard />
    </Screen>
  );
};
