// A school year is twelve months of weeks from Monday; a day is what the calendar says, and is turned and turned back.
import { speak } from '$i18n';
import { beforeAll, expect, test } from 'vitest';
import '../../i18n';
import type { JsonObject } from '../rules/json';
import { between, canTurn, kindOf, listed, months, ranges, read, schoolDays, turning, yearOf, years } from './days';
import { changes, count } from './diff';

const CALENDAR = {
  terms: [{ first: '2026-08-31', last: '2027-01-15' }, { first: '2027-02-22', last: '2027-07-09' }],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03'],
  made_up: ['2026-10-10'],
};
const days = read(CALENDAR);

beforeAll(() => speak('en'));

test('a school year begins in August and has twelve months of whole weeks', () => {
  expect([yearOf('2026-07-31'), yearOf('2026-08-01')]).toEqual([2025, 2026]);
  expect(years(days, '2028-01-02')).toEqual([2026, 2027]);
  expect(years(read({ terms: [] }), '2026-11-26')).toEqual([2026]);
  const all = months(2027);
  expect(all.map(({ first }) => first.slice(0, 7))).toEqual([
    '2027-08', '2027-09', '2027-10', '2027-11', '2027-12', '2028-01', '2028-02', '2028-03', '2028-04', '2028-05', '2028-06', '2028-07',
  ]);
  for (const { weeks } of all) for (const week of weeks) expect(week).toHaveLength(7);
  const leap = all[6]?.weeks.flat().filter((day) => day !== null) ?? [];
  expect([leap.length, leap.at(-1)]).toEqual([29, '2028-02-29']);
  expect(all[1]?.weeks[0]).toEqual([null, null, '2027-09-01', '2027-09-02', '2027-09-03', '2027-09-04', '2027-09-05']);
});

test('a day is what the calendar says', () => {
  const kinds = ['2026-08-30', '2026-08-31', '2026-09-05', '2026-10-01', '2026-10-03', '2026-10-10', '2027-01-18'].map((day) => kindOf(days, day));
  expect(kinds).toEqual(['out', 'school', 'weekend', 'holiday', 'holiday', 'made_up', 'out']);
  expect(['2027-01-18', '2027-01-23', '2026-09-01'].map((day) => canTurn(days, day))).toEqual([false, true, true]);
});

test('days are turned and turned back, and with Shift all up to one as the one before', () => {
  const turn = (calendar: JsonObject, day: string, from: string | null = null): JsonObject => {
    const { list, days: meant, on } = turning(read(calendar), day, from);
    return { ...calendar, [list]: listed(calendar, list, meant, on) };
  };
  const one = turn(CALENDAR, '2026-11-27');
  expect(kindOf(read(one), '2026-11-27')).toBe('holiday');
  expect(turn(one, '2026-11-27')).toEqual(CALENDAR);
  expect(kindOf(read(turn(CALENDAR, '2026-11-28')), '2026-11-28')).toBe('made_up');
  expect(kindOf(read(turn(CALENDAR, '2026-10-10')), '2026-10-10')).toBe('weekend');
  const row = read(turn(turn(CALENDAR, '2026-12-30'), '2027-01-04', '2026-12-30'));
  expect(between('2026-12-30', '2027-01-05').map((day) => kindOf(row, day))).toEqual(['holiday', 'holiday', 'holiday', 'weekend', 'weekend', 'holiday', 'school']);
  const back = turn(turn(CALENDAR, '2026-10-01'), '2026-10-02', '2026-10-01');
  expect(back['holidays']).toEqual(['2026-10-03']);
});

test('days in a row are one, and school days are counted', () => {
  expect(ranges(['2026-10-02', '2026-10-01', '2026-12-31', '2027-01-01'])).toEqual([
    { first: '2026-10-01', last: '2026-10-02' }, { first: '2026-12-31', last: '2027-01-01' },
  ]);
  expect(schoolDays(days, { first: '2026-09-28', last: '2026-10-12' })).toBe(10);
  expect(schoolDays(days, { first: '2026-09-28', last: '' })).toBe(0);
});

test('a calendar differs in terms, holidays and made-up days, with the school days that follow', () => {
  expect(changes(CALENDAR, CALENDAR, '2026-11-26')).toEqual([]);
  const groups = changes(CALENDAR, { ...CALENDAR, holidays: [...CALENDAR.holidays, '2026-11-27'] }, '2026-11-26');
  expect(groups.map(({ key, rows }) => [key, rows.map(({ label }) => label)])).toEqual([['holidays', ['Fri, Nov 27']], ['count', ['Term 1']]]);
  expect(count(groups)).toBe(1);
  const later = { ...CALENDAR, terms: [{ first: '2026-08-31', last: '2027-01-22' }] };
  expect(changes(CALENDAR, later, '2026-11-26')[0]?.rows.map(({ label, path, to }) => [label, path, to])).toEqual([
    ['Term 1', 'terms[0]', 'Mon, Aug 31, 2026 – Fri, Jan 22, 2027'], ['Term 2', '', null],
  ]);
});
