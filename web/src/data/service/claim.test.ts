import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportOwnData } from '../commands/export-own-data.ts';
import { setProfile } from '../commands/set-profile.ts';
import type { Connections } from '../connections.ts';
import { deviceIdentity } from '../device-identity.ts';
import { readSyncCounts } from '../queries/sync-status.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { claimLearner } from './claim.ts';

let device: Connections;
const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/auth/challenge' ? reply(200, { challenge: 'c' }) : reply(status, body),
  );
const reply = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL) },
  });

beforeEach(async () => {
  device = await freshDevice();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a device that is no longer let in', () => {
  test('remembers why over a restart without a network; its work can be added to and taken away, and is not lost', async () => {
    answer(403, { code: 'revoked', message: '' });
    expect(await claimLearner(device.device)).toMatchObject({ kind: 'refused', code: 'revoked' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    const again = await reload();
    expect((await deviceIdentity()).refusal).toBe('revoked');
    expect(await claimLearner(again.device)).toMatchObject({ kind: 'unreachable' });
    await setProfile({ displayName: 'Ada' });
    expect(await readSyncCounts(again)).toMatchObject({ refusal: 'revoked', waiting: 1 });
    const copy = JSON.parse(await (await exportOwnData()).file.text());
    expect(copy.rows.profile).toMatchObject([{ displayName: 'Ada' }]);
    expect(copy.notYetSent).toHaveLength(1);
  });

  test('is simply let in once the service says so again', async () => {
    answer(409, { code: 'other-key', message: '' });
    await claimLearner(device.device);
    expect((await deviceIdentity()).refusal).toBe('other-key');
    answer(200, { learnerId: device.device.learnerId, serverTime: 1 });
    await claimLearner(device.device);
    expect(await deviceIdentity()).toMatchObject({ refusal: null, claimed: true });
  });

  test('is not thought so because of a network in between, a service in trouble, or a refusal of another kind', async () => {
    for (const [status, code] of [
      [429, 'too-many'],
      [503, 'busy'],
      [400, 'stale-challenge'],
      [400, 'wrong-address'],
    ] as const) {
      answer(status, { code, message: '' });
      await claimLearner(device.device);
      expect((await deviceIdentity()).refusal ?? null, code).toBeNull();
    }
  });
});
