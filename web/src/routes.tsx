import { Route, Switch } from 'wouter';
import { useConnectionState } from './data/connections.ts';
import { TodayScreen } from './screens/today/today-screen.tsx';
import { lazyScreen, learningScreen } from './shell/lazy-screen.tsx';
import { Shell } from './shell/shell.tsx';

// Today comes with the first script; every other screen when it is first opened (the service worker has them all).
const LearnScreen = learningScreen(async () => (await import('./screens/learn/learn-screen.tsx')).LearnScreen);
const CourseScreen = learningScreen(async () => (await import('./screens/course/course-screen.tsx')).CourseScreen);
const GiveCourseScreen = lazyScreen(
  async () => (await import('./screens/course-file/give-course-screen.tsx')).GiveCourseScreen,
);
const LessonScreen = learningScreen(async () => (await import('./screens/lesson/lesson-screen.tsx')).LessonScreen);
const WorksheetScreen = lazyScreen(
  async () => (await import('./screens/lesson/worksheet/worksheet-screen.tsx')).WorksheetScreen,
);
const PlayScreen = learningScreen(async () => (await import('./screens/player/play-screen.tsx')).PlayScreen);
const AttemptsScreen = lazyScreen(async () => (await import('./screens/attempts/attempts-screen.tsx')).AttemptsScreen);
const AttemptScreen = learningScreen(async () => (await import('./screens/player/attempt-screen.tsx')).AttemptScreen);
const PracticeScreen = learningScreen(
  async () => (await import('./screens/practice/practice-screen.tsx')).PracticeScreen,
);
const SpeakScreens = learningScreen(
  async () => (await import('./screens/practice/speak/speak-screens.tsx')).SpeakScreens,
);
const AnkiScreen = lazyScreen(
  async () => (await import('./screens/practice/history/history-screen.tsx')).HistoryScreen,
);
// Of its own: whoever is sent here for room comes by a link, and needs no other part of Me.
const DownloadsScreen = learningScreen(async () => (await import('./screens/me/downloads-screen.tsx')).DownloadsScreen);
const MeScreens = lazyScreen(async () => (await import('./screens/me/me-screens.tsx')).MeScreens);
const AuthorsDoor = lazyScreen(async () => (await import('./screens/not-found/authors-door.tsx')).AuthorsDoor);
const JoinScreen = lazyScreen(async () => (await import('./screens/join/join-screen.tsx')).JoinScreen);
const NotFoundScreen = lazyScreen(
  async () => (await import('./screens/not-found/not-found-screen.tsx')).NotFoundScreen,
);

const WhoIsLearning = lazyScreen(async () => (await import('./screens/learners/who-is-learning.tsx')).WhoIsLearning);

/** Every screen at a glance; none of them while it is asked who is learning. */
export const Routes = () => {
  const locked = useConnectionState(({ kind }) => kind === 'locked');
  return locked ? <WhoIsLearning /> : <Screens />;
};

const Screens = () => (
  <Shell>
    <Switch>
      <Route path="/" component={TodayScreen} />
      <Route path="/learn" component={LearnScreen} />
      <Route path="/learn/:course">{({ course }: { course: string }) => <CourseScreen course={course} />}</Route>
      <Route path="/learn/:course/give">
        {({ course }: { course: string }) => <GiveCourseScreen course={course} />}
      </Route>
      <Route path="/learn/:course/lessons/:lessonId">
        {({ course, lessonId }: { course: string; lessonId: string }) => (
          <LessonScreen course={course} lessonId={lessonId} />
        )}
      </Route>
      <Route path="/learn/:course/lessons/:lessonId/print">
        {({ course, lessonId }: { course: string; lessonId: string }) => (
          <WorksheetScreen course={course} lessonId={lessonId} />
        )}
      </Route>
      <Route path="/practice" component={PracticeScreen} />
      <Route path="/practice/anki" component={AnkiScreen} />
      <Route path="/practice/speak/*?">
        <SpeakScreens />
      </Route>
      <Route path="/play/:course/:activityId">
        {({ course, activityId }: { course: string; activityId: string }) => (
          <PlayScreen key={activityId} course={course} activityId={activityId} />
        )}
      </Route>
      <Route path="/play/:course/:activityId/attempts">
        {({ course, activityId }: { course: string; activityId: string }) => (
          <AttemptsScreen key={activityId} course={course} activityId={activityId} />
        )}
      </Route>
      <Route path="/attempts/:attemptId">
        {({ attemptId }: { attemptId: string }) => <AttemptScreen key={attemptId} attemptId={attemptId} />}
      </Route>
      <Route path="/me/downloads" component={DownloadsScreen} />
      <Route path="/me/*?">
        <MeScreens />
      </Route>
      <Route path="/desk/*?">
        <AuthorsDoor />
      </Route>
      <Route path="/join" component={JoinScreen} />
      <Route component={NotFoundScreen} />
    </Switch>
  </Shell>
);
