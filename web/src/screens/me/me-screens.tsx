import { Route, Switch } from 'wouter';
import { lazyScreen } from '../../shell/lazy-screen.tsx';
import { DataScreen } from './data-screen.tsx';
import { MeScreen } from './me-screen.tsx';
import { ProfileScreen } from './profile-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';
import { SyncScreen } from './sync-screen.tsx';

const ProgressScreen = lazyScreen(async () => (await import('./progress/progress-screen.tsx')).ProgressScreen);
const GetBackScreen = lazyScreen(async () => (await import('./hand-over/get-back-screen.tsx')).GetBackScreen);
const LearningScreens = lazyScreen(async () => (await import('./learning/learning-screens.tsx')).LearningScreens);
const LearnersScreen = lazyScreen(async () => (await import('../learners/learners-screen.tsx')).LearnersScreen);
const FinishScreen = lazyScreen(async () => (await import('../learners/finish-screen.tsx')).FinishScreen);
const HandOverScreen = lazyScreen(async () => (await import('./hand-over/hand-over-screen.tsx')).HandOverScreen);
const MaterialsScreens = lazyScreen(async () => (await import('../materials/materials-screens.tsx')).MaterialsScreens);
const ConversationScreens = lazyScreen(
  async () => (await import('./conversations/conversation-screens.tsx')).ConversationScreens,
);
const AccountScreens = lazyScreen(async () => (await import('./account/account-screens.tsx')).AccountScreens);

export const MeScreens = () => (
  <Switch>
    <Route path="/me" component={MeScreen} />
    <Route path="/me/profile" component={ProfileScreen} />
    <Route path="/me/progress" component={ProgressScreen} />
    <Route path="/me/sync" component={SyncScreen} />
    <Route path="/me/data" component={DataScreen} />
    <Route path="/me/back" component={GetBackScreen} />
    <Route path="/me/hand-over" component={HandOverScreen} />
    <Route path="/me/learners" component={LearnersScreen} />
    <Route path="/me/conversations/*?" component={ConversationScreens} />
    <Route path="/me/account/*?" component={AccountScreens} />
    <Route path="/me/subjects/*?" component={MaterialsScreens} />
    <Route path="/me/arrivals" component={MaterialsScreens} />
    <Route path="/me/materials/*?" component={MaterialsScreens} />
    <Route path="/me/finish" component={FinishScreen} />
    <Route path="/me/settings" component={SettingsScreen} />
    <Route component={LearningScreens} />
  </Switch>
);
