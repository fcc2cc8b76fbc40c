/** Five characters by which Postgres names an error. */
export type SqlState = string;

/** The state of the first of an error's causes that has one, or ''. */
export const sqlStateOf = (error: unknown): SqlState => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
};
