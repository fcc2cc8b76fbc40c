import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const run = (accident: string) =>
  spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      `import { endOnAccident } from './exit-with-reason.ts';
       import { makeLog } from './log.ts';
       endOnAccident(makeLog({ logLevel: 'error' }));
       setTimeout(() => {}, 60_000);
       ${accident}`,
    ],
    { cwd: import.meta.dirname, encoding: 'utf8', timeout: 30_000 },
  );

test('an error nobody caught ends the process, and is logged without what it quotes', () => {
  const error = `Object.assign(new Error('Key (name)=(Ada) exists'), { code: '23505', table: 'profile' })`;
  for (const accident of [`setTimeout(() => { throw ${error}; });`, `Promise.reject(${error});`]) {
    const { status, stdout, stderr } = run(accident);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ level: 60, err: { code: '23505', table: 'profile' } });
    expect(stdout + stderr).not.toContain('Ada');
  }
});
