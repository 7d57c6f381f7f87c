// The address's choices as the API takes them, and what the heads of columns ask for.
import { expect, test } from 'vitest';
import { asked, nextSort, orderOf, parts } from './asked';

const of = (address: string): Record<string, string> => asked((name) => new URLSearchParams(address).get(name) ?? '');

test('choices are passed on, and words that nobody knows are left out', () => {
  expect(of('state=overdue&step=3&text=%E5%92%8C&owner=village:533325001201&region=5333')).toEqual({
    state: 'overdue', step: '3', text: '和', owner: 'village:533325001201',
  });
  expect(of('state=lost&age=12&sort=name&reason=')).toEqual({});
});

test('the head of a column sorts its way, then the other way, then as usual', () => {
  expect(['', 'due', '-due', 'risk'].map((now) => nextSort('due', now))).toEqual(['due', '-due', '', 'due']);
  expect(orderOf('risk', 'risk')).toEqual({ order: 'descending' });
  expect(orderOf('risk', '-risk')).toEqual({ order: 'ascending' });
  expect(orderOf('due', 'due')).toEqual({ order: 'ascending' });
});

test('a long selection goes in parts', () => {
  expect(parts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(parts([], 2)).toEqual([]);
});
