import { Route, Switch } from 'wouter';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { ArrivalsScreen } from './arrivals-screen.tsx';
import { MaterialScreen } from './material-screen.tsx';
import { RecoveredScreen } from './recovered-screen.tsx';
import { SubjectScreen } from './subject-screen.tsx';
import { SubjectsScreen } from './subjects-screen.tsx';

/** What learners bring: a script of its own. */
export const MaterialsScreens = () => (
  <Switch>
    <Route path="/me/arrivals" component={ArrivalsScreen} />
    <Route path="/me/subjects" component={SubjectsScreen} />
    <Route path="/me/subjects/recovered" component={RecoveredScreen} />
    <Route path="/me/subjects/:id">{({ id }) => <SubjectScreen key={id} id={id} />}</Route>
    <Route path="/me/materials/:id">{({ id }) => <MaterialScreen key={id} id={id} />}</Route>
    <Route component={NotFoundScreen} />
  </Switch>
);
