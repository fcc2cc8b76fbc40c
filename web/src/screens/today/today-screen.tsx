import { useEffect } from 'react';
import { useBegun } from '../../data/queries/begun.ts';
import { learningScreen } from '../../shell/lazy-screen.tsx';
import { setPreferences, usePreferences } from '../../ui-state/preferences.ts';
import { Welcome } from './welcome.tsx';

const loadDay = () => import('./day/day-screen.tsx');
// A newcomer's first screen needs none of it; whoever has begun has it stored, and waits for nothing else.
const DayScreen = learningScreen(async () => (await loadDay()).DayScreen);
if (usePreferences.getState().begun) void loadDay().catch(() => undefined);

export const TodayScreen = () => {
  const remembered = usePreferences((preferences) => preferences.begun);
  const begun = useBegun();
  useEffect(() => {
    if (begun !== undefined && begun !== remembered) setPreferences({ begun });
  }, [begun, remembered]);
  return (begun ?? remembered) ? <DayScreen /> : <Welcome />;
};
