import { Route, Switch } from 'wouter';
import { NotFoundScreen } from '../not-found/not-found-screen.tsx';
import { AuthorsScreen } from './authors-screen.tsx';
import { CourseScreen } from './course-screen.tsx';
import { CoursesScreen } from './courses-screen.tsx';
import { loadDeskWords } from './desk-words.ts';
import { fetchRenderer } from './draft-renderer.ts';
import { ImportScreen } from './import/import-screen.tsx';
import { PartScreen } from './part-screen.tsx';
import { PublishScreen } from './publish-screen.tsx';
import { ReceptionScreen } from './reception-screen.tsx';

/** Brings the whole desk onto the device. */
export const fetchDesk = () => Promise.all([fetchRenderer(), loadDeskWords()]);

/** The desk, once its words are here. */
export const openDesk = async () => {
  await loadDeskWords();
  return DeskScreens;
};

/** Where authors write: a script of its own, which learners never load. */
const DeskScreens = () => (
  <Switch>
    <Route path="/desk" component={CoursesScreen} />
    <Route path="/desk/import">
      <ImportScreen courseId={null} />
    </Route>
    <Route path="/desk/:course">{({ course }) => <CourseScreen key={course} courseId={course} />}</Route>
    <Route path="/desk/:course/publish">{({ course }) => <PublishScreen key={course} courseId={course} />}</Route>
    <Route path="/desk/:course/authors">{({ course }) => <AuthorsScreen key={course} courseId={course} />}</Route>
    <Route path="/desk/:course/learners">{({ course }) => <ReceptionScreen key={course} courseId={course} />}</Route>
    <Route path="/desk/:course/import">{({ course }) => <ImportScreen key={course} courseId={course} />}</Route>
    <Route path="/desk/:course/:part">
      {({ course, part }) => <PartScreen key={part} courseId={course} partId={part} />}
    </Route>
    <Route component={NotFoundScreen} />
  </Switch>
);
