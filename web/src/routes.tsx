import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Skeleton } from './components/states.tsx';
import { TodayScreen } from './screens/today/today-screen.tsx';
import { Screen } from './shell/screen.tsx';
import { Shell } from './shell/shell.tsx';

// Today comes with the first script; every other screen when it is first opened (the service worker has them all).
const LearnScreen = lazy(async () => ({ default: (await import('./screens/learn/learn-screen.tsx')).LearnScreen }));
const CourseScreen = lazy(async () => ({ default: (await import('./screens/course/course-screen.tsx')).CourseScreen }));
const LessonScreen = lazy(async () => ({ default: (await import('./screens/lesson/lesson-screen.tsx')).LessonScreen }));
const PlayScreen = lazy(async () => ({ default: (await import('./screens/player/play-screen.tsx')).PlayScreen }));
const AttemptsScreen = lazy(async () => ({
  default: (await import('./screens/attempts/attempts-screen.tsx')).AttemptsScreen,
}));
const AttemptScreen = lazy(async () => ({
  default: (await import('./screens/player/attempt-screen.tsx')).AttemptScreen,
}));
const PracticeScreen = lazy(async () => ({
  default: (await import('./screens/practice/practice-screen.tsx')).PracticeScreen,
}));
const MeScreens = lazy(async () => ({ default: (await import('./screens/me/me-screens.tsx')).MeScreens }));
const JoinScreen = lazy(async () => ({ default: (await import('./screens/join/join-screen.tsx')).JoinScreen }));
const NotFoundScreen = lazy(async () => ({
  default: (await import('./screens/not-found/not-found-screen.tsx')).NotFoundScreen,
}));

const Opening = () => {
  const { t } = useLingui();
  return (
    <Screen title={undefined}>
      <Skeleton label={t`Opening`} />
    </Screen>
  );
};

export const Routes = () => (
  <Shell>
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path="/" component={TodayScreen} />
        <Route path="/learn" component={LearnScreen} />
        <Route path="/learn/:course">{({ course }: { course: string }) => <CourseScreen course={course} />}</Route>
        <Route path="/learn/:course/lessons/:lessonId">
          {({ course, lessonId }: { course: string; lessonId: string }) => (
            <LessonScreen course={course} lessonId={lessonId} />
          )}
        </Route>
        <Route path="/practice" component={PracticeScreen} />
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
        <Route path="/me/*?">
          <MeScreens />
        </Route>
        <Route path="/join" component={JoinScreen} />
        <Route component={NotFoundScreen} />
      </Switch>
    </Suspense>
  </Shell>
);
