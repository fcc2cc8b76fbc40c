import { Route, Switch } from 'wouter';
import { ConversationScreen, NewConversationScreen } from './conversation-screen.tsx';
import { ConversationsScreen } from './conversations-screen.tsx';
import { SentScreen } from './sent-screen.tsx';

/** Conversations with the tutor: a script of its own. */
export const ConversationScreens = () => (
  <Switch>
    <Route path="/me/conversations" component={ConversationsScreen} />
    <Route path="/me/conversations/new" component={NewConversationScreen} />
    <Route path="/me/conversations/sent" component={SentScreen} />
    <Route path="/me/conversations/:threadId">
      {({ threadId }: { threadId: string }) => <ConversationScreen key={threadId} threadId={threadId} />}
    </Route>
  </Switch>
);
