import { describe, expect, test } from 'vitest';
import { epochOfHandle, pageOf } from './pulling.ts';

const change = (collection: string, key: string, version: bigint, operation = 'insert') => ({
  key: `"public"."changes"/"${key}"`,
  value: { collection, key, version, row: { stamps: {}, deletedAt: null } },
  headers: { operation: operation as 'insert' | 'update' | 'delete' },
});

describe('a page of the feed', () => {
  test('names its history by the handle', () => {
    expect(epochOfHandle('0123456789ab-1700000000.a1~f00ba7')).toBe('1700000000.a1');
  });

  test('holds the rows of a response, without control messages and deletions', () => {
    const page = pageOf(
      [
        change('attempts', 'a', 7n),
        change('profile', 'me', 8n, 'update'),
        change('profile', 'x', 9n, 'delete'),
        { headers: { control: 'up-to-date', global_last_seen_lsn: '0' } },
      ],
      { shapeHandle: '0123456789ab-epoch~nonce', lastOffset: '9_0', isUpToDate: true },
    );
    expect(page).toEqual({
      epoch: 'epoch',
      handle: '0123456789ab-epoch~nonce',
      offset: '9_0',
      upToDate: true,
      rows: [
        { collection: 'attempts', key: 'a', version: 7, row: { stamps: {}, deletedAt: null } },
        { collection: 'profile', key: 'me', version: 8, row: { stamps: {}, deletedAt: null } },
      ],
    });
  });
});
