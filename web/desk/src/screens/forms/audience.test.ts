// An audience is filled in as rows, sent without what was left out, and said in words.
import { speak } from '$i18n';
import { beforeAll, expect, test } from 'vitest';
import '../../i18n';
import { audienceOf, byForm, type Edition, rowsOf, sayAudience, sayForm } from './audience';

beforeAll(() => speak('en'));

const edition = (form: string, number: number): Edition => ({ form, edition: number, is_published: false, added_at: '2026-11-26T00:00:00Z', added_by: null });

test('what is left out is not sent, and an audience comes back as it was', () => {
  expect(rowsOf(undefined, '533325')).toEqual([{ region: '533325', roles: [], from: '', until: '' }]);
  const audience = [{ region: '533325104', roles: ['teacher' as const], from: '2026-12-01' }, { region: '533325' }];
  expect(audienceOf(rowsOf(audience, '533325'))).toEqual(audience);
  expect(audienceOf([{ region: '5', roles: ['stranger'], from: '', until: '' }])).toEqual([{ region: '5' }]);
});

test('an audience is said with its place, its people and its days', () => {
  const say = (one: Parameters<typeof sayAudience>[0]): string => sayAudience(one, (code) => `R${code}`, '2026-11-26');
  expect(say({ region: '1' })).toBe('R1 · everybody');
  expect(say({ region: '1', roles: ['teacher', 'principal'], from: '2026-12-01' })).toBe('R1 · teacher and principal · from Dec 1');
  expect(say({ region: '1', from: '2026-12-01', until: '2027-01-15' })).toBe('R1 · everybody · Dec 1 – Jan 15, 2027');
});

test('editions stand under their form, the newest first, and a form has a name', () => {
  expect(byForm([edition('a', 1), edition('b', 1), edition('a', 2)]).map(({ form, editions }) => [form, editions.map((one) => one.edition)])).toEqual([['a', [2, 1]], ['b', [1]]]);
  expect(sayForm({ form: 'home_visit', title: { '': '家访' } })).toBe('Home visit');
  expect(sayForm({ form: 'survey', title: { '': '调查' } })).toBe('调查');
  expect(sayForm({ form: 'survey' })).toBe('survey');
});
