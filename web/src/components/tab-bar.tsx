import { Link } from 'wouter';
import { Icon, type IconName } from './icon.tsx';
import { NameMark } from './name-mark.tsx';
import styles from './tab-bar.module.css';

export interface Tab {
  href: string;
  icon: IconName;
  name: string;
  current: boolean;
}

/** The four places of the app: along the bottom of a phone, a rail beside the page where there is room. */
export const TabBar = ({ tabs, label }: { tabs: Tab[]; label: string }) => (
  <nav className={styles.bar} aria-label={label}>
    <span className={styles.brand}>
      <NameMark withName />
    </span>
    <ul className={styles.tabs}>
      {tabs.map(({ href, icon, name, current }) => (
        <li key={href}>
          <Link href={href} className={styles.tab} aria-current={current ? 'page' : undefined}>
            <span className={styles.picture}>
              <Icon name={icon} />
            </span>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
