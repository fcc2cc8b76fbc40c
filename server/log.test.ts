import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { makeLog } from './log.ts';

const MARKER = 'the-learners-own-words';

const logged = (error: unknown): string => {
  let text = '';
  const to = {
    write: (line: string) => {
      text += line;
    },
  };
  makeLog({ logLevel: 'info' }, to).error({ err: error }, 'A request failed');
  return text;
};

test('a failed statement is logged with its code and its text, without the values it carried', () => {
  const cause = Object.assign(new Error(`invalid input syntax for type uuid: "${MARKER}"`), {
    code: '22P02',
    detail: `Key (name)=(${MARKER}) exists.`,
    table: 'profile',
  });
  const line = logged(new DrizzleQueryError('insert into "profile" values ($1)', [MARKER], cause));
  expect(line).not.toContain(MARKER);
  expect(JSON.parse(line)).toMatchObject({
    err: { query: 'insert into "profile" values ($1)', cause: { code: '22P02', table: 'profile' } },
  });
});

test('an error of our own is logged with its message and where it came from', () => {
  const line = JSON.parse(logged(new TypeError('x is not a function')));
  expect(line.err).toMatchObject({ kind: 'TypeError', message: 'x is not a function' });
  expect(line.err.at[0]).toContain('log.test.ts');
});

test('a message of several lines leaves none of them among the places an error came from', () => {
  const line = logged(
    new DrizzleQueryError('update "attempts" set answers = $1', [`eins\n    at ${MARKER} (zwei)`], new Error('x')),
  );
  expect(line).not.toContain(MARKER);
});
