// Tests of the sign and of the words for what waits.
import type { SyncState } from '$core';
import type { SyncStatus } from '@doorstep/shared/face';
import { speak } from '@doorstep/shared/i18n/index.svelte.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { sayClock, sayWaiting, signOf } from './sync';

const status = (over: Partial<SyncStatus> = {}): SyncStatus => ({
  waiting: 0, sent: 0, refused: 0, bytes: 0, oldest_at: null, drafts: 0, leaving: 0,
  photos: { thumbs_waiting: 0, photos_waiting: 0, bytes_left: 0, bytes_sent: 0, refused: 0 },
  why: { is: 'nothing' }, next_try_at: null, contact_at: null, lease_until: null, clock_offset_ms: null, ...over,
});
const state = (over: Partial<SyncState>): SyncState =>
  ({ online: true, running: false, complete: true, received: 0, sent: 0, status: status(), report: null, ...over });

beforeAll(() => speak('zh-Hans'));

describe('the sign', () => {
  it('is calm while nothing waits, also during a run that only looks', () => {
    expect(signOf(state({}))).toBe('done');
    expect(signOf(state({ running: true }))).toBe('done');
  });

  it('says what hinders before what waits', () => {
    const waiting = status({ waiting: 2 });
    expect(signOf(state({ status: waiting }))).toBe('waiting');
    expect(signOf(state({ status: waiting, running: true }))).toBe('running');
    expect(signOf(state({ status: waiting, online: false }))).toBe('offline');
    expect(signOf(state({ status: status({ waiting: 2, why: { is: 'sign_in_needed' } }) }))).toBe('sign_in');
    expect(signOf(state({ status: status({ refused: 1 }) }))).toBe('attention');
  });
});

describe('the words', () => {
  it('count records and photos with their bytes', () => {
    const photos = { thumbs_waiting: 0, photos_waiting: 5, bytes_left: 3_000_000, bytes_sent: 0, refused: 0 };
    expect(sayWaiting(status({ waiting: 1, sent: 1, bytes: 100_000, photos }))).toBe('2 条记录和 5 张照片（3.1 MB）');
  });

  it('speak of a clock only when it is wrong', () => {
    expect(sayClock(null)).toBeNull();
    expect(sayClock(90_000)).toBeNull();
    expect(sayClock(600_000)).toContain('10');
    expect(sayClock(-600_000)).not.toBe(sayClock(600_000));
  });
});
