import { Route, Switch } from 'wouter';
import { NotFoundScreen } from '../../not-found/not-found-screen.tsx';
import { PhraseScreen } from './phrase-screen.tsx';
import { SpeakScreen } from './speak-screen.tsx';

/** The speak studio: a script of its own. */
export const SpeakScreens = () => (
  <Switch>
    <Route path="/practice/speak" component={SpeakScreen} />
    <Route path="/practice/speak/:questionId">
      {({ questionId }: { questionId: string }) => <PhraseScreen key={questionId} questionId={questionId} />}
    </Route>
    <Route component={NotFoundScreen} />
  </Switch>
);
