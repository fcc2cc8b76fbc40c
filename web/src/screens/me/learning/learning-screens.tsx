import { Route, Switch } from 'wouter';
import { NotFoundScreen } from '../../not-found/not-found-screen.tsx';
import { HowScreen } from '../how/how-screen.tsx';
import { AchievementsScreen } from './achievements-screen.tsx';
import { NoticesScreen } from './notices-screen.tsx';
import { RemindersScreen } from './reminders-screen.tsx';
import { StreakScreen } from './streak-screen.tsx';

/** What learning comes to, and what there is to tell of it: a script of its own. */
export const LearningScreens = () => (
  <Switch>
    <Route path="/me/how" component={HowScreen} />
    <Route path="/me/reminders" component={RemindersScreen} />
    <Route path="/me/streak" component={StreakScreen} />
    <Route path="/me/achievements" component={AchievementsScreen} />
    <Route path="/me/notices" component={NoticesScreen} />
    <Route component={NotFoundScreen} />
  </Switch>
);
