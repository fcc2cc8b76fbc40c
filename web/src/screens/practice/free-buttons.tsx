import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { Button } from '../../components/button.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';
import { Questions } from '../../i18n/words.tsx';
import { useFreeTitles } from '../player/played.ts';
import styles from './practice.module.css';
import { useFreeStart } from './use-free-start.ts';

/** Fewer are no mix. */
const leastMixed = 4;

/** Other ways to practise, where there is something to ask. */
export const FreeButtons = ({ offers }: { offers: Record<FreeMode, FreeOffer> }) => {
  const titles = useFreeTitles();
  const start = useFreeStart();
  const modes = [
    ...(offers.mistakes.questions > 0 || offers.mistakes.openAttemptId ? (['mistakes'] as const) : []),
    ...(offers.mixed.questions >= leastMixed || offers.mixed.openAttemptId ? (['mixed'] as const) : []),
  ];
  if (modes.length === 0) return null;
  return (
    <div className={styles.free}>
      {modes.map((mode) => (
        <Button
          key={mode}
          look="quiet"
          icon={mode === 'mixed' ? 'challenge' : 'history'}
          onClick={() => void start(mode)}
        >
          <span className={styles.freeWords}>
            {titles[mode]}
            <span className={styles.note}>
              <Questions count={offers[mode].questions} />
            </span>
          </span>
        </Button>
      ))}
    </div>
  );
};
