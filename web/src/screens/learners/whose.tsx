import { useLingui } from '@lingui/react/macro';
import { leaveToNext } from '../../data/commands/share-device.ts';
import { useLearnersHere } from '../../data/queries/learners-here.ts';
import styles from './learners.module.css';
import { Picture } from './picture.tsx';
import { useNameOf } from './use-name-of.ts';

/** On a shared device: whose work this is, on every screen, and the way to the next learner. */
export const Whose = () => {
  const { t } = useLingui();
  const learners = useLearnersHere();
  const nameOf = useNameOf();
  const at = learners?.findIndex(({ current }) => current) ?? -1;
  const me = learners?.[at];
  if (!me) return null;
  const name = nameOf(me, at);
  const label = t`${name} is learning. Switch learner`;
  return (
    <button type="button" className={styles.whose} aria-label={label} title={label} onClick={() => void leaveToNext()}>
      <Picture name={me.picture} photo={me.photo} size="s" />
    </button>
  );
};
