import type { IsOfShape } from '@hornbook/shared/sync/validate.ts';

type Is = (value: unknown) => boolean;
type Schema = Parameters<IsOfShape>[0];

/** What is read of a schema: how zod keeps what it was made of. */
interface Definition {
  type: string;
  check?: string;
  format?: string;
  pattern?: RegExp;
  maximum?: number;
  value?: unknown;
  inclusive?: boolean;
  checks?: readonly { _zod: { def: Definition } }[];
  shape?: Record<string, Schema>;
  catchall?: Schema;
  innerType?: Schema;
  element?: Schema;
  options?: readonly Schema[];
  values?: readonly unknown[];
}

const isRecord: (value: unknown) => value is Record<string, unknown> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same question asked of a plain function, or null where this file does not know all that the schema asks. */
const compile = (schema: Schema): Is | null => {
  const definition = schema._zod.def as unknown as Definition;
  const is = compileType(definition);
  if (!is) return null;
  const checks: Is[] = [];
  for (const check of definition.checks ?? []) {
    const compiled = compileCheck(check._zod.def);
    if (!compiled) return null;
    checks.push(compiled);
  }
  const [first, ...others] = checks;
  if (!first) return is;
  if (others.length === 0) return (value) => is(value) && first(value);
  return (value) => is(value) && checks.every((check) => check(value));
};

const compileType = ({ type, ...rest }: Definition): Is | null => {
  switch (type) {
    case 'string':
      return rest.format === undefined ? (value) => typeof value === 'string' : null;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return rest.check === 'number_format' && rest.format === 'safeint' ? Number.isSafeInteger : null;
    case 'literal':
      return (value) => rest.values?.includes(value) ?? false;
    case 'nullable': {
      const inner = rest.innerType && compile(rest.innerType);
      return inner ? (value) => value === null || inner(value) : null;
    }
    case 'optional': {
      const inner = rest.innerType && compile(rest.innerType);
      return inner ? (value) => value === undefined || inner(value) : null;
    }
    case 'array': {
      const element = rest.element && compile(rest.element);
      return element ? (value) => Array.isArray(value) && value.every(element) : null;
    }
    case 'union':
      return compileUnion(rest.options ?? []);
    case 'object':
      return rest.catchall ? null : compileObject(rest.shape ?? {});
    default:
      return null;
  }
};

const compileCheck = ({ check, maximum, value: least, inclusive, format, pattern }: Definition): Is | null => {
  switch (check) {
    case 'max_length':
      return maximum === undefined ? null : (value) => (value as string | unknown[]).length <= maximum;
    case 'greater_than':
      return typeof least === 'number' && inclusive ? (value) => (value as number) >= least : null;
    case 'string_format':
      return format === 'regex' && pattern && !pattern.global && !pattern.sticky
        ? (value) => pattern.test(value as string)
        : null;
    default:
      return null;
  }
};

const compileObject = (shape: Record<string, Schema>): Is | null => {
  const fields: { name: string; is: Is }[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const is = compile(schema);
    if (!is || name === '__proto__') return null;
    fields.push({ name, is });
  }
  return (value) => {
    if (!isRecord(value)) return false;
    for (const { name, is } of fields) if (!is(value[name])) return false;
    return true;
  };
};

const compileUnion = (options: readonly Schema[]): Is | null => {
  const compiled: Is[] = [];
  for (const option of options) {
    const is = compile(option);
    // One that is not known is asked last, by the schema itself, when no other says yes.
    compiled.push(is ?? ((value) => option.safeParse(value).success));
  }
  return (value) => compiled.some((is) => is(value));
};

const known = new WeakMap<Schema, Is>();

/**
 * Whether a value is of a schema's shape, as `safeParse` says, without the copy of the value that parsing makes: a push has
 * thousands of answers, and three quarters of the time that judging them took went into copies nobody reads.
 */
export const isOfShape: IsOfShape = (schema, value) => {
  let is = known.get(schema);
  if (!is) {
    is = compile(schema) ?? ((asked) => schema.safeParse(asked).success);
    known.set(schema, is);
  }
  return is(value);
};
