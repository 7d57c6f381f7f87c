// Tests of the words for what waits.
import type { SyncStatus } from '@doorstep/shared/face';
import { speak } from '$i18n';
import { beforeAll, describe, expect, it } from 'vitest';
import { sayClock, sayWaiting } from './sync';

const status = (over: Partial<SyncStatus> = {}): SyncStatus => ({
  waiting: 0, sent: 0, refused: 0, bytes: 0, oldest_at: null, drafts: 0, leaving: 0,
  photos: { thumbs_waiting: 0, photos_waiting: 0, bytes_left: 0, bytes_sent: 0, refused: 0 },
  why: { is: 'nothing' }, next_try_at: null, contact_at: null, lease_until: null, clock_offset_ms: null, ...over,
});
beforeAll(() => speak('zh-Hans'));

describe('the words', () => {
  it('count records and photos with their bytes', () => {
    const photos = { thumbs_waiting: 0, photos_waiting: 5, bytes_left: 3_000_000, bytes_sent: 0, refused: 0 };
    expect(sayWaiting(status({ waiting: 1, sent: 1, bytes: 100_000, photos }))).toBe('2 条记录、5 张照片（3.1 MB）');
  });

  it('speak of a clock only when it is wrong', () => {
    expect(sayClock(null)).toBeNull();
    expect(sayClock(90_000)).toBeNull();
    expect(sayClock(600_000)).toContain('10');
    expect(sayClock(86_400_000)).toMatch(/约 1 ?天/u);
    expect(sayClock(-600_000)).not.toBe(sayClock(600_000));
  });
});
