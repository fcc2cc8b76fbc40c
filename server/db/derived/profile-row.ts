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
  // Those who came before this was so.
  `update learners set user_id = user_id where user_id is not null and gone_at is null`,
];
