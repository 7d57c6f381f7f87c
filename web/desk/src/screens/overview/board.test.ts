// The worst comes first, and every row leads to its own work.
import { expect, test } from 'vitest';
import { type BoardRow, dividing, ordered, queueOf } from './board';

const row = (key: string, open: number, overdue: number, oldest_due_at: string | null): BoardRow => ({
  key, name: key, open, overdue, oldest_due_at, age_0: 0, age_1_3: 0, age_4_7: 0, age_8_30: 0, age_over_30: 0,
});
const rows = [row('a', 9, 0, null), row('b', 3, 2, '2026-11-01T00:00:00Z'), row('c', 5, 2, '2026-10-01T00:00:00Z'), row('d', 4, 4, '2026-11-20T00:00:00Z')];
const keys = (sorted: BoardRow[]): string => sorted.map(({ key }) => key).join('');

test('the worst comes first; of equals the one that has waited longest', () => {
  expect(keys(ordered(rows, 'overdue'))).toBe('dcba');
  expect(keys(ordered(rows, 'open'))).toBe('acdb');
  expect(keys(ordered(rows, 'oldest'))).toBe('cbda');
});

test('a row leads to its work', () => {
  expect(queueOf('village', '533325104203')).toBe('/desk/queue?village=533325104203');
  expect(queueOf('owner', 'class:1', { state: 'overdue' })).toBe('/desk/queue?owner=class%3A1&state=overdue');
});

test('an area is divided by what lies in it', () => {
  expect(dividing('', 'county')).toEqual(['village', 'township', 'school', 'owner']);
  for (const level of ['province', 'prefecture']) expect(dividing('', level)).toEqual(['county']);
  expect(dividing('', 'township')).not.toContain('township');
  expect(dividing('', 'village')).not.toContain('village');
  expect(dividing('a-school', null)).not.toContain('school');
});
