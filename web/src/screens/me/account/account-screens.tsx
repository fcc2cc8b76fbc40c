import { Route, Switch } from 'wouter';
import { AccountScreen } from './account-screen.tsx';
import { ConfirmScreen } from './confirm-screen.tsx';
import { EventsScreen } from './events-screen.tsx';
import { ResetScreen } from './reset-screen.tsx';

export const AccountScreens = () => (
  <Switch>
    <Route path="/me/account/events" component={EventsScreen} />
    <Route path="/me/account/confirm" component={ConfirmScreen} />
    <Route path="/me/account/reset" component={ResetScreen} />
    <Route component={AccountScreen} />
  </Switch>
);
