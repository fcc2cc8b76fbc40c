import { ident } from './expressions.ts';

/** Counts for a course's author, across its learners: of one course at a time, and only where the account may. */
export const RECEPTION_ROLE = 'hornbook_reception';

const COUNTED: Readonly<Record<string, readonly string[]>> = {
  attempts: [
    ...['id', 'learner_id', 'activity_id', 'course_id', 'status', 'effective_at', 'deleted_at'],
    ...['answers', 'grading'],
  ],
  lesson_progress: ['learner_id', 'lesson_id', 'course_id', 'status', 'deleted_at'],
  enrollments: ['learner_id', 'course_id', 'status', 'completed_at', 'deleted_at'],
  feedback: [
    ...['learner_id', 'target_kind', 'target_id', 'course_id', 'deleted_at'],
    ...['stars', 'type', 'text', 'given_at'],
  ],
};

/**
 * The course that is asked about, if the account behind the session's learner may know what learners make of it: one of its
 * authors, while that is one, or an operator. By the owner's rights, for accounts are nothing that role may read.
 */
const courseShown = `create function hornbook_course_shown() returns uuid stable language sql security definer
  set search_path = public, pg_temp as $$
    select c.id from courses c join "user" u on u.id = hornbook_my_account()
    where c.id = nullif(current_setting('app.course_id', true), '')::uuid
      and (u.is_operator or (u.is_author and c.id in (select hornbook_my_courses()))) $$`;

export const receptionAccess = (): string[] => [
  courseShown,
  `grant execute on function hornbook_course_shown to ${RECEPTION_ROLE}`,
  ...Object.entries(COUNTED).flatMap(([table, columns]) => [
    `grant select (${columns.map(ident).join(', ')}) on ${ident(table)} to ${RECEPTION_ROLE}`,
    // By the role that was taken, as for the figures of operators.
    `create policy hornbook_reception on ${ident(table)} for select to ${RECEPTION_ROLE}
      using (current_user = '${RECEPTION_ROLE}' and course_id = (select hornbook_course_shown()))`,
  ]),
];
