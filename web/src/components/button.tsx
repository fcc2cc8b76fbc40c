import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface Looks {
  /** `action` once a screen; `accent` to go on with learning; `quiet` beside them; `plain` inside rows. */
  look?: 'action' | 'accent' | 'quiet' | 'plain';
  icon?: IconName;
  /** As wide as its container: the one button at the bottom of a phone. */
  wide?: boolean;
  children: ReactNode;
}

const classOf = ({ look = 'action', wide }: Looks) => `${styles.button} ${styles[look]} ${wide ? styles.wide : ''}`;

export const Button = ({ look, icon, wide, children, ...rest }: Looks & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" {...rest} className={classOf({ look, wide, children })}>
    {icon && <Icon name={icon} />}
    {children}
  </button>
);

export const ButtonLink = ({
  look,
  icon,
  wide,
  href,
  onOpen,
  children,
}: Looks & { href: string; onOpen?: () => void }) => (
  <Link href={href} className={classOf({ look, wide, children })} onClick={onOpen}>
    {icon && <Icon name={icon} />}
    {children}
  </Link>
);

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
}

export const IconButton = ({ icon, label, ...rest }: IconButtonProps) => (
  <button type="button" {...rest} className={styles.icon} aria-label={label} title={label}>
    <Icon name={icon} />
  </button>
);
