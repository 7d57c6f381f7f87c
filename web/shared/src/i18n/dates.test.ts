// Days and times are said as people say them, in both languages, on the region's clock.
import { beforeAll, describe, expect, test } from 'vitest';
import {
  dayOf, daysBetween, plusDays, sayAgo, sayClock, sayDate, sayDay, sayDue, sayFullDay, sayLate, sayMoment, sayWait, speak, weekday,
} from './index.svelte';

const BEIJING = 480;
const at = (text: string): number => Date.parse(`${text}+08:00`);
/** A Wednesday. */
const TODAY = '2026-11-18';
const NOW = at('2026-11-18T09:30:00');

test('a moment falls on the day of the region, not of the phone', () => {
  expect(dayOf('2026-11-17T16:30:00Z', BEIJING)).toBe('2026-11-18');
  expect(dayOf('2026-11-17T16:30:00Z', 0)).toBe('2026-11-17');
  expect(sayClock('2026-11-18T00:52:00Z', BEIJING)).toBe('08:52');
});

test('days are counted over months, years and leap days', () => {
  expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect([weekday('2026-11-16'), weekday('2026-11-22')]).toEqual([1, 7]);
});

describe('in Chinese', () => {
  beforeAll(() => speak('zh-Hans'));

  test.each([
    [TODAY, '今天'], ['2026-11-19', '明天'], ['2026-11-20', '后天'], ['2026-11-17', '昨天'], ['2026-11-16', '前天'],
    ['2026-11-21', '周六'], ['2026-11-22', '周日'], ['2026-11-23', '下周一'], ['2026-11-15', '3天前'], ['2026-11-12', '6天前'],
    ['2026-11-11', '11月11日'], ['2026-11-30', '11月30日'], ['2025-06-03', '2025年6月3日'],
  ])('%s is said %s', (day, said) => expect(sayDay(day, TODAY)).toBe(said));

  test('dates with their weekday', () => {
    expect(sayDate(TODAY, TODAY)).toBe('11月18日');
    expect(sayFullDay(TODAY, TODAY)).toBe('11月18日 周三');
  });

  test('moments, dues and ages', () => {
    expect(sayMoment(at('2026-11-18T17:30:00'), NOW, BEIJING)).toBe('今天 17:30');
    expect(sayDue(at('2026-11-18T18:00:00'), NOW, BEIJING)).toBe('18:00 前');
    expect(sayDue(at('2026-11-21T18:00:00'), NOW, BEIJING)).toBe('周六 18:00 前');
    expect(sayAgo(NOW - 30_000, NOW)).toBe('刚刚');
    expect(sayAgo(NOW - 5 * 60_000, NOW)).toBe('5分钟前');
    expect(sayAgo(NOW - 3 * 3_600_000, NOW)).toBe('3小时前');
  });

  test('lateness', () => {
    expect(sayLate(at('2026-11-16T18:00:00'), NOW, BEIJING)).toBe('迟2天');
    expect(sayLate(at('2026-11-18T06:00:00'), NOW, BEIJING)).toBe('迟3小时');
    expect(sayLate(at('2026-11-18T09:10:00'), NOW, BEIJING)).toBe('迟20分钟');
    expect(sayLate(at('2026-11-17T23:00:00'), NOW, BEIJING)).toBe('迟10小时');
  });

  test('waits', () => {
    expect(sayWait(NOW + 30_000, NOW)).toBe('还有 30 秒');
    expect(sayWait(NOW + 240_000, NOW)).toBe('还有 4 分钟');
    expect(sayWait(NOW + 7_200_000, NOW)).toBe('还有 2 小时');
  });
});

describe('in English', () => {
  beforeAll(() => speak('en'));

  test.each([
    [TODAY, 'today'], ['2026-11-19', 'tomorrow'], ['2026-11-20', 'in 2 days'], ['2026-11-16', '2 days ago'], ['2026-11-21', 'Sat'],
    ['2026-11-23', 'next Mon'], ['2026-11-30', 'Nov 30'], ['2025-06-03', 'Jun 3, 2025'],
  ])('%s is said %s', (day, said) => expect(sayDay(day, TODAY)).toBe(said));

  test('plurals follow the number', () => {
    expect(sayLate(at('2026-11-16T18:00:00'), NOW, BEIJING)).toBe('2 days late');
    expect(sayLate(at('2026-11-17T18:00:00'), NOW, BEIJING)).toBe('1 day late');
    expect(sayDue(at('2026-11-18T18:00:00'), NOW, BEIJING)).toBe('by 18:00');
    expect(sayDue(at('2026-11-20T18:00:00'), NOW, BEIJING)).toBe('by Fri 18:00');
  });
});
