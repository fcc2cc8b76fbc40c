import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLocation } from 'wouter';
import { type Tab, TabBar } from '../components/tab-bar.tsx';
import { Toasts } from '../components/toasts.tsx';
import { useSharedDevice } from '../data/connections.ts';
import { dismissToast, useToasts } from '../ui-state/toasts.ts';
import styles from './frame.module.css';

const SharedDevice = lazy(async () => ({ default: (await import('./shared-device.tsx')).SharedDevice }));

/** Reading and answering have the whole screen. */
const focusedPaths = [/^\/play\//, /^\/attempts\//, /^\/learn\/[^/]+\/lessons\//];

export const Shell = ({ children }: { children: ReactNode }) => {
  const { t } = useLingui();
  const [path] = useLocation();
  const { toasts } = useToasts();
  const shared = useSharedDevice();
  const focused = focusedPaths.some((pattern) => pattern.test(path));
  const under = (root: string) => path === root || path.startsWith(`${root}/`);
  const tabs: Tab[] = [
    { href: '/', icon: 'today', name: t`Today`, current: path === '/' },
    { href: '/learn', icon: 'learn', name: t`Learn`, current: under('/learn') },
    { href: '/practice', icon: 'practice', name: t`Practice`, current: under('/practice') },
    { href: '/me', icon: 'me', name: t`Me`, current: under('/me') },
  ];
  return (
    <div className={`${styles.frame} ${focused ? '' : styles.tabbed}`}>
      <a className={styles.skip} href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      {children}
      {!focused && <TabBar tabs={tabs} label={t`Main`} />}
      {shared && (
        <Suspense fallback={null}>
          <SharedDevice />
        </Suspense>
      )}
      <Toasts toasts={toasts} onDismiss={dismissToast} />
    </div>
  );
};
