// Classes and owners in words, from the names that the server gives.
import { expect, test, vi } from 'vitest';

vi.mock('$i18n', () => ({
  t: (key: string, params: Readonly<Record<string, string>> = {}) => [key, ...Object.values(params)].join(' '),
  find: (key: string) => key,
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
  expect(sayOwned('village:533325204208', '扎局村委会')).toBe('common.owner 扎局村委会 owner.village');
  expect(sayOwned('department:533325/justice', null)).toBe('department.justice');
  expect(sayOwned('class:1', null)).toBe('owner.class');
});
