import { courseDrafts } from '@hornbook/shared/collections/course-drafts.ts';
import { ident, tableName } from './expressions.ts';

const table = ident(tableName(courseDrafts));

/**
 * What became of a course is told to all devices of its author by the row of its draft, whoever published it: in the same
 * transaction, the author's clock first, as whoever writes rows does.
 */
export const publishedDrafts = (): string[] => [
  `create function hornbook_tell_published() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      before text := coalesce(current_setting('app.learner_id', true), '');
      learner uuid;
      this_moment bigint := floor(extract(epoch from now()) * 1000)::bigint;
    begin
      for learner in
        select l.id from learners l where l.user_id = new.author_user_id and l.gone_at is null order by l.id
      loop
        perform set_config('app.learner_id', learner::text, true);
        perform from learner_clocks where learner_id = learner for update;
        update ${table} d set published_version = new.current_version,
          published_at = case when d.published_version = new.current_version then d.published_at else this_moment end,
          unpublished_at = floor(extract(epoch from new.unpublished_at) * 1000)::bigint
        where learner_id = learner and id = new.id and kind = 'course';
      end loop;
      perform set_config('app.learner_id', before, true);
      return null;
    end $$`,
  `create trigger hornbook_published after insert or update of current_version, unpublished_at on courses for each row
    when (new.source = 'app' and new.author_user_id is not null and new.current_version is not null)
    execute function hornbook_tell_published()`,
];
