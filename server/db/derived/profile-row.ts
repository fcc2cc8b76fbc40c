import { profile } from '@hornbook/shared/collections/profile.ts';
import { BIRTH, emptyRow } from '@hornbook/shared/sync/row.ts';
import { columnName, ident, literal, tableName } from './expressions.ts';

const table = ident(tableName(profile));
const fields = Object.keys(profile.fields);
const columns = fields.map((name) => ident(columnName(name))).join(', ');
const neutral = { ...emptyRow(profile), id: 'me' } as Record<string, unknown>;
const asColumns = JSON.stringify(Object.fromEntries(fields.map((name) => [columnName(name), neutral[name]])));

/**
 * Who has an account has a profile, whoever made it. It says nothing yet: its values are neutral and without stamps, so
 * that whatever a device wrote before it met the service wins over them. Written as a merged row, for the guard would
 * stamp them; what the transaction was before, a hand's or another learner's, it is again afterwards.
 */
export const profileRow = (): string[] => [
  `create function hornbook_new_profile() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      merged text := coalesce(current_setting('app.merged', true), '');
      learner text := coalesce(current_setting('app.learner_id', true), '');
    begin
      perform set_config('app.merged', 'on', true), set_config('app.learner_id', new.id::text, true);
      insert into ${table} (learner_id, ${columns}, stamps)
      select new.id, ${columns}, jsonb_build_object('${BIRTH}', hornbook_stamp_after(null))
      from jsonb_populate_record(null::${table}, ${literal(asColumns)}::jsonb)
      on conflict do nothing;
      perform set_config('app.merged', merged, true), set_config('app.learner_id', learner, true);
      return null;
    end $$`,
  // The last by name of the triggers here: the learner's clock must be there.
  `create trigger hornbook_profile after insert or update of user_id on learners for each row
    when (new.user_id is not null and new.gone_at is null) execute function hornbook_new_profile()`,
  // That a learner will be erased is told to all their devices, wherever they are, by the row they all have. The clock
  // first, as whoever writes rows does.
  `create function hornbook_erases_at() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      learner text := coalesce(current_setting('app.learner_id', true), '');
    begin
      perform set_config('app.learner_id', new.id::text, true);
      perform from learner_clocks where learner_id = new.id for update;
      update ${table} set erases_at = floor(extract(epoch from new.erase_at) * 1000)::bigint where learner_id = new.id;
      perform set_config('app.learner_id', learner, true);
      return null;
    end $$`,
  `create trigger hornbook_profile_erases_at after update of erase_at on learners for each row
    when (new.erase_at is distinct from old.erase_at and new.gone_at is null) execute function hornbook_erases_at()`,
  // So is what the account may do: when it is said, and when a learner comes to another account.
  `create function hornbook_tell_roles(of_learner uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      learner text := coalesce(current_setting('app.learner_id', true), '');
    begin
      perform set_config('app.learner_id', of_learner::text, true);
      perform from learner_clocks where learner_id = of_learner for update;
      update ${table} p set is_author = nullif(u.is_author, false), is_operator = nullif(u.is_operator, false)
      from learners l join "user" u on u.id = l.user_id
      where l.id = of_learner and p.learner_id = of_learner
        and (p.is_author is distinct from nullif(u.is_author, false)
          or p.is_operator is distinct from nullif(u.is_operator, false));
      perform set_config('app.learner_id', learner, true);
    end $$`,
  `create function hornbook_roles_of_user() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform hornbook_tell_roles(l.id) from (
        select id from learners where user_id = new.id and gone_at is null order by id) l;
      return null;
    end $$`,
  `create trigger hornbook_profile_roles after update of is_author, is_operator on "user" for each row
    when (new.is_author is distinct from old.is_author or new.is_operator is distinct from old.is_operator)
    execute function hornbook_roles_of_user()`,
  `create function hornbook_roles_of_learner() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      perform hornbook_tell_roles(new.id);
      return null;
    end $$`,
  // After the profile is there: triggers go by their names.
  `create trigger hornbook_profile_roles after insert or update of user_id on learners for each row
    when (new.user_id is not null and new.gone_at is null) execute function hornbook_roles_of_learner()`,
  // Those who came before this was so.
  `update learners set user_id = user_id where user_id is not null and gone_at is null`,
  `do $$ declare leaving record; begin
    for leaving in select id, erase_at from learners where erase_at is not null and gone_at is null loop
      perform set_config('app.learner_id', leaving.id::text, true);
      update ${table} set erases_at = floor(extract(epoch from leaving.erase_at) * 1000)::bigint where learner_id = leaving.id;
    end loop;
    perform set_config('app.learner_id', '', true);
  end $$`,
];
