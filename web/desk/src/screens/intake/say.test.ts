// How an import is told: columns of guardians by number, values in words, students by their class.
import { expect, test, vi } from 'vitest';

vi.mock('$i18n', () => ({
  find: (key: string) => `[${key}]`,
  language: () => 'zh-Hans',
  t: (key: string, given?: object) => key + JSON.stringify(given ?? null),
  word: (kind: string, value: string) => `${kind}:${value}`,
}));
vi.mock('../student/names', () => ({ sayNamedClass: (name: string) => `<${name}>` }));
const { sayColumn, sayError, sayLabel, sayValue } = await import('./say');

test('columns, values and labels are said in words', () => {
  expect(sayColumn('guardian2_phone')).toContain('"n":"2"');
  expect(sayColumn('village')).toBe('[intake.column_village]');
  expect(sayValue('status', 'enrolled')).toBe('status:enrolled');
  expect(sayValue('guardian1_relation', 'father')).toBe('relation:father');
  expect(sayValue('password', null)).toContain('hidden');
  expect(sayLabel('和玉梅 · 中心学校 7.1')).toBe('和玉梅 · <中心学校 7.1>');
  expect(sayLabel('中心学校 S1')).toBe('中心学校 S1');
});

test('a word that is on no list is told apart from what is not on file', () => {
  const error = { row: 2, column: 'sex', code: 'unknown', message: 'x' };
  expect(sayError(error)).toBe('[intake.wrong_not_a_word]');
  expect(sayError({ ...error, column: 'school_code' })).toBe('[intake.wrong_unknown]');
});
