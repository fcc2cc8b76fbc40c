import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { SERVER_REPLICA_ID } from '@hornbook/shared/sync/hlc.ts';
import { BIRTH } from '@hornbook/shared/sync/row.ts';
import { columnName, fieldsByRule, ident, keyExpression, literal, tableName } from './expressions.ts';

const refuse = (problem: string): string =>
  `raise exception '%', ${literal(problem)} using errcode = 'integrity_constraint_violation'`;

const functions = [
  // An HLC later than both now and \`previous\`, of a replica that no device has.
  `create function hornbook_stamp_after(previous text) returns text language plpgsql as $$
    declare
      now_ms bigint := floor(extract(epoch from clock_timestamp()) * 1000);
      previous_ms bigint := coalesce(('x' || lpad(split_part(previous, '-', 1), 16, '0'))::bit(64)::bigint, 0);
      counter int := coalesce(('x' || lpad(split_part(previous, '-', 2), 8, '0'))::bit(32)::int, 0) + 1;
    begin
      if now_ms > previous_ms then counter := 0; else now_ms := previous_ms; end if;
      if counter > 65535 then now_ms := now_ms + 1; counter := 0; end if;
      return lpad(to_hex(now_ms), 12, '0') || '-' || lpad(to_hex(counter), 4, '0') || '-${SERVER_REPLICA_ID}';
    end $$`,
  // The stamps of a row written by hand: none may be lost or lowered, and a changed value has a later one.
  `create function hornbook_stamped(stamps jsonb, old_stamps jsonb, field text, changed boolean) returns jsonb language plpgsql as $$
    begin
      if (coalesce(stamps ->> field, '') collate "C") < coalesce(old_stamps ->> field, '') then
        ${refuse('a stamp may only rise')};
      elsif changed and (stamps ->> field) is not distinct from (old_stamps ->> field) then
        return stamps || jsonb_build_object(field, hornbook_stamp_after(old_stamps ->> field));
      end if;
      return stamps;
    end $$`,
  // The entries of a latestByKey map written by hand: none is lost, and a changed one has a later stamp.
  `create function hornbook_entries(entries jsonb, old_entries jsonb) returns jsonb language plpgsql as $$
    declare
      entry record;
      old_entry jsonb;
      merged jsonb := '{}';
    begin
      if exists (select from jsonb_object_keys(old_entries) k where not entries ? k) then
        ${refuse('an entry may not be taken away')};
      end if;
      for entry in select key, value from jsonb_each(entries) loop
        old_entry := old_entries -> entry.key;
        if coalesce(entry.value ->> 'hlc', '') collate "C" < coalesce(old_entry ->> 'hlc', '') then
          ${refuse('a stamp may only rise')};
        elsif entry.value is distinct from old_entry and (entry.value ->> 'hlc') is not distinct from (old_entry ->> 'hlc') then
          merged := merged || jsonb_build_object(entry.key,
            entry.value || jsonb_build_object('hlc', hornbook_stamp_after(old_entry ->> 'hlc')));
        else
          merged := merged || jsonb_build_object(entry.key, entry.value);
        end if;
      end loop;
      return merged;
    end $$`,
  `create function hornbook_no_truncate() returns trigger language plpgsql as $$
    begin ${refuse('truncate would empty the table behind the feed; delete rows instead')}; end $$`,
  `create function hornbook_touch() returns trigger language plpgsql as $$
    begin new.updated_at := now(); return new; end $$`,
];

/** Conditions under which a change of a field is not an inflation: merging it back would not give the new value. */
const deflations = (collection: Collection): [condition: string, field: string][] =>
  Object.entries(collection.fields).flatMap(([name, { rule, type }]): [string, string][] => {
    const column = ident(columnName(name));
    const order = (row: string) =>
      type.values
        ? `array_position(array[${type.values.map(literal).join(', ')}], ${row}.${column})`
        : `${row}.${column}${type.column === 'text' ? ' collate "C"' : ''}`;
    switch (rule) {
      case 'once':
        return [[`new.${column} is distinct from old.${column}`, name]];
      case 'max':
        return [[`old.${column} is not null and (new.${column} is null or ${order('new')} < ${order('old')})`, name]];
      case 'min':
        return [[`old.${column} is not null and (new.${column} is null or ${order('new')} > ${order('old')})`, name]];
      case 'either':
        return [[`old.${column} and not new.${column}`, name]];
      case 'union':
        return [[`not new.${column} @> old.${column}`, name]];
      case 'perDevice':
        return [
          [
            `exists (select from jsonb_each_text(old.${column}) o
              where coalesce((new.${column} ->> o.key)::numeric < o.value::numeric, true))`,
            name,
          ],
        ];
      case 'text':
        // Joining texts is beyond SQL, and nobody edits a learner's notes there.
        return [[`new.${column} is distinct from old.${column}`, name]];
      default:
        return [];
    }
  });

const guardOf = (collection: Collection): string[] => {
  const table = tableName(collection);
  const guard = `hornbook_guard_${table}`;
  const keep = `hornbook_keep_${table}`;
  const stamped = [...fieldsByRule(collection, 'latest'), 'deletedAt'];
  const maps = fieldsByRule(collection, 'latestByKey').map((name) => ident(columnName(name)));
  return [
    `create function ${guard}() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        new.stamps := coalesce(new.stamps, '{}');
        ${[BIRTH, ...stamped].map((field) => `new.stamps := hornbook_stamped(new.stamps, '{}', ${literal(field)}, true);`).join('\n        ')}
        ${maps.map((column) => `new.${column} := hornbook_entries(new.${column}, '{}');`).join('\n        ')}
        return new;
      end if;
      if new.learner_id <> old.learner_id then ${refuse(`a row of ${table} never changes its learner`)}; end if;
      ${deflations(collection)
        .map(([condition, field]) => `if ${condition} then ${refuse(`${table}.${field} may not go back`)}; end if;`)
        .join('\n      ')}
      if new.stamps ->> '${BIRTH}' is distinct from old.stamps ->> '${BIRTH}' then ${refuse(`a row of ${table} is born once`)}; end if;
      ${stamped
        .map(
          (field) =>
            `new.stamps := hornbook_stamped(new.stamps, old.stamps, ${literal(field)}, new.${ident(columnName(field))} is distinct from old.${ident(columnName(field))});`,
        )
        .join('\n      ')}
      ${maps.map((column) => `new.${column} := hornbook_entries(new.${column}, old.${column});`).join('\n      ')}
      return new;
    end $$`,
    // Push has merged already, by the same rules and with the devices' own stamps.
    `create trigger hornbook_guard before insert or update on ${ident(table)} for each row
      when (current_setting('app.merged', true) is distinct from 'on') execute function ${guard}()`,
    // [T1] A row that is deleted stays as a tombstone, unless its learner has been erased.
    `create function ${keep}() returns trigger language plpgsql as $$
    begin
      if not exists (select from learners where id = old.learner_id) then return old; end if;
      update ${ident(table)} t set deleted_at = floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      where t.learner_id = old.learner_id and ${keyExpression(collection, 't')} = ${keyExpression(collection, 'old')} and t.deleted_at is null;
      return null;
    end $$`,
    `create trigger hornbook_keep before delete on ${ident(table)} for each row execute function ${keep}()`,
  ];
};

/** [S5] What jobs and psql write obeys the merge rules: fresh stamps, inflation only, tombstones instead of holes. */
export const guard = (collections: readonly Collection[]): string[] => [
  ...functions,
  ...collections.flatMap(guardOf),
  ...[...collections.map(tableName), 'changes', 'learner_clocks'].map(
    (table) => `create trigger hornbook_no_truncate before truncate on ${ident(table)}
      for each statement execute function hornbook_no_truncate()`,
  ),
  `do $$ declare t text; begin
    for t in select table_name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and column_name = 'updated_at' and table_type = 'BASE TABLE'
    loop
      execute format('create trigger hornbook_touch before update on %I for each row
        when (old.* is distinct from new.*) execute function hornbook_touch()', t);
    end loop;
  end $$`,
];
