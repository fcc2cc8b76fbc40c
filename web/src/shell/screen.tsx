import { useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { IconButton } from '../components/button.tsx';
import { NameMark } from '../components/name-mark.tsx';
import { Page } from '../components/page.tsx';
import { useConnectionState, useSharedDevice } from '../data/connections.ts';
import styles from './frame.module.css';
import { Notices } from './notices.tsx';
import { Status } from './status.tsx';
import { StorageTrouble } from './storage-trouble.tsx';

const Whose = lazy(async () => ({ default: (await import('../screens/learners/whose.tsx')).Whose }));

interface ScreenProps {
  /** The heading; while it isn't known yet, undefined. */
  title: string | undefined;
  /** Of a heading in another language than the app's. */
  titleLang?: string;
  /** Above all, on one line: where this is, and the way back there. */
  back?: { href: string; place: ReactNode; close?: boolean; onBack?: () => void };
  /** Under the heading. */
  lede?: ReactNode;
  /** The heading is inside the children: a question has its own. */
  ownHeading?: boolean;
  progress?: ReactNode;
  /** A button in the top bar, beside the status. */
  tool?: ReactNode;
  bottom?: ReactNode;
  focused?: boolean;
  children: ReactNode;
}

/** The first screen after opening keeps the focus where the browser put it; later ones move it to their heading. */
let opened = false;

/** What all screens share: top bar, status, heading, title of the window, and the focus after a change of screen. */
export const Screen = ({
  title,
  titleLang,
  back,
  lede,
  ownHeading,
  progress,
  tool,
  bottom,
  focused,
  children,
}: ScreenProps) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const known = title !== undefined;
  const failed = useConnectionState(({ kind }) => kind === 'failed');
  useEffect(() => {
    document.title = title && title !== 'Hornbook' ? `${title} · Hornbook` : 'Hornbook';
    // What had the focus is gone with what it was in (a goal that was picked): go on from the new heading.
    const lost = document.activeElement === document.body && navigator.userActivation?.hasBeenActive;
    if (lost) heading.current?.focus({ preventScroll: true });
  }, [title]);
  useEffect(() => {
    if (!known) return;
    if (opened) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    opened = true;
  }, [known]);
  const shared = useSharedDevice();
  const status = (
    <span className={styles.status} data-beside-tool={tool ? '' : undefined}>
      {shared && !focused && (
        <Suspense fallback={null}>
          <Whose />
        </Suspense>
      )}
      {tool}
      <Status />
    </span>
  );
  const lead = back ? (
    <>
      <IconButton
        icon={back.close ? 'cross' : 'back'}
        label={back.close ? t`Close` : t`Back`}
        onClick={back.onBack ?? (() => navigate(back.href))}
      />
      <span className={styles.place}>{back.place}</span>
    </>
  ) : (
    <Link href="/" className={styles.brand} aria-label="Hornbook">
      <NameMark withName />
    </Link>
  );
  return (
    <Page lead={lead} chip={status} progress={progress} bottom={bottom} focused={focused}>
      <Notices />
      {!ownHeading && known && (
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1} lang={titleLang} dir={titleLang && 'auto'}>
            {title}
          </h1>
          {lede && <p className={styles.lede}>{lede}</p>}
        </div>
      )}
      {failed ? <StorageTrouble /> : children}
    </Page>
  );
};
