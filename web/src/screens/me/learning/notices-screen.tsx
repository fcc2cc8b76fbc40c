import { Trans, useLingui } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { EmptyState, Skeleton } from '../../../components/states.tsx';
import { readNotices } from '../../../data/commands/read-notices.ts';
import { type LearningRecord, useLearningRecord } from '../../../data/queries/learning-record.ts';
import { Screen } from '../../../shell/screen.tsx';
import { useAppBadge } from '../../../shell/use-app-badge.ts';
import { back } from '../back.tsx';
import styles from './learning.module.css';
import { useNoticeWords } from './use-notice-words.tsx';

const List = ({ notices }: { notices: LearningRecord['notices'] }) => {
  const { i18n } = useLingui();
  const words = useNoticeWords();
  return (
    <Rows>
      {notices.map((notice) => {
        const { title, message, href, icon, tone } = words(notice);
        const date = new Date(`${notice.localDay}T12:00:00Z`);
        return (
          <Row
            key={notice.id}
            href={href}
            onOpen={() => void readNotices([notice.id])}
            icon={icon}
            tone={notice.read ? 'quiet' : tone}
            title={
              notice.read ? (
                <span className={styles.read}>{title}</span>
              ) : (
                <>
                  {title}{' '}
                  <span className="visually-hidden">
                    (<Trans>unread</Trans>)
                  </span>
                </>
              )
            }
            detail={message}
            end={
              <span className={styles.noticeEnd}>
                {i18n.date(date, { day: 'numeric', month: 'short', timeZone: 'UTC' })}
                {!notice.read && <span className={styles.dot} />}
              </span>
            }
          />
        );
      })}
    </Rows>
  );
};

/** What there is to tell, the newest first. */
export const NoticesScreen = () => {
  const { t } = useLingui();
  const record = useLearningRecord();
  const unread = record?.notices.filter(({ read }) => !read) ?? [];
  useAppBadge(record?.settings.badge ? unread.length : record && 0);
  return (
    <Screen title={t`Notices`} back={back}>
      {!record && <Skeleton label={t`Looking what is new`} />}
      {record?.notices.length === 0 && (
        <EmptyState
          icon="bell"
          title={<Trans>Nothing new</Trans>}
          action={
            <ButtonLink href="/me/reminders" look="quiet">
              <Trans>Reminders and notices</Trans>
            </ButtonLink>
          }
        >
          {record.settings.notices ? (
            <Trans>What you reach and what fades will be told here.</Trans>
          ) : (
            <Trans>Notices are switched off.</Trans>
          )}
        </EmptyState>
      )}
      {record && record.notices.length > 0 && (
        <>
          {unread.length > 0 && (
            <div>
              <Button look="quiet" icon="check" onClick={() => void readNotices(unread.map(({ id }) => id))}>
                <Trans>Mark all as read</Trans>
              </Button>
            </div>
          )}
          <List notices={record.notices} />
          <ButtonLink href="/me/reminders" look="plain">
            <Trans>Reminders and notices</Trans>
          </ButtonLink>
        </>
      )}
    </Screen>
  );
};
