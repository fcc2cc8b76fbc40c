import { courseDrafts } from '@hornbook/shared/collections/course-drafts.ts';
import { ident, tableName } from './expressions.ts';

const table = ident(tableName(courseDrafts));
const ms = (instant: string) => `floor(extract(epoch from ${instant}) * 1000)::bigint`;

/**
 * What became of a course is told to all devices of its authors by the row of its draft, whoever published it: in the same
 * transaction, an author's clock first, as whoever writes rows does. One who is no author of it is told that nothing did.
 */
export const publishedDrafts = (): string[] => [
  `create function hornbook_tell_course(of_course uuid, of_learner uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      before text := coalesce(current_setting('app.learner_id', true), '');
      this_moment bigint := ${ms('now()')};
    begin
      perform set_config('app.learner_id', of_learner::text, true);
      perform from learner_clocks where learner_id = of_learner for update;
      update ${table} d set published_version = told.version,
        published_at = case when told.version is null then null
          when d.published_version is null then told.published_at
          when d.published_version = told.version then d.published_at else this_moment end,
        unpublished_at = told.unpublished_at
      from (
        select c.current_version as version, ${ms('c.published_at')} as published_at, ${ms('c.unpublished_at')} as unpublished_at
        from learners l left join courses c on c.id = of_course and c.source = 'app' and c.current_version is not null and (
          c.author_user_id = l.user_id
          or exists (select from course_authors a where a.course_id = c.id and a.learner_id = l.id))
        where l.id = of_learner
      ) told
      where d.learner_id = of_learner and d.id = of_course and d.kind = 'course';
      perform set_config('app.learner_id', before, true);
    end $$`,
  `create function hornbook_tell_published() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform hornbook_tell_course(new.id, l.id) from (
        select id from learners where gone_at is null and (user_id = new.author_user_id
          or id in (select learner_id from course_authors where course_id = new.id)) order by id) l;
      return null;
    end $$`,
  `create trigger hornbook_published after insert or update of current_version, unpublished_at on courses for each row
    when (new.source = 'app' and new.current_version is not null) execute function hornbook_tell_published()`,
];
