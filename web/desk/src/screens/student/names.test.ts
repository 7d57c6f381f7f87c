// Classes and owners in words, from the names that the server gives.
import { expect, test, vi } from 'vitest';

vi.mock('$i18n', () => ({
  t: (key: string, params: Readonly<Record<string, string>> = {}) => [key, ...Object.values(params)].join(' '),
  find: (key: string) => ({ 'case.owner_says_village': '村委会 社区' })[key] ?? (key.startsWith('case.') ? null : key),
  word: (list: string, value: string) => `${list}.${value}`,
}));

const { sayNamedClass, sayOwned } = await import('./names');

test('a class is said by its school, grade and number', () => {
  expect(sayNamedClass('兔峨乡中学 7.1')).toBe('兔峨乡中学 common.class common.grade_7 1');
  expect(sayNamedClass('7.12')).toBe('common.class common.grade_7 12');
  expect(sayNamedClass('兔峨乡中学')).toBe('兔峨乡中学');
  expect(sayNamedClass(null)).toBe('');
});

test('an owner is said with its name where there is one', () => {
  expect(sayOwned('village:533325204208', '扎局')).toBe('common.owner 扎局 owner.village');
  expect(sayOwned('department:533325/justice', null)).toBe('department.justice');
  expect(sayOwned('class:1', null)).toBe('owner.class');
});

test('a name that says what it is stands alone', () => {
  expect(sayOwned('village:533325204208', '扎局村委会')).toBe('扎局村委会');
  expect(sayOwned('county:533325', '扎局村委会')).toBe('common.owner 扎局村委会 owner.county');
});
