// Faults are found at their places, however the server names them, and said in words.
import { speak } from '$i18n';
import { beforeAll, expect, test } from 'vitest';
import { Refused } from '../../api/refused';
import '../../i18n';
import { faultsIn, isAt, placeOf, sayFault } from './check';

beforeAll(() => speak('en'));

test('a place is a path or a byte of what was sent', () => {
  expect(placeOf('ladder[1].opens', {})).toBe('ladder[1].opens');
  expect(placeOf('line 1, column 13', { name: '云', days: 70_000 })).toBe('name');
  expect(placeOf('line 1, column 26', { name: '云', days: 70_000 })).toBe('days');
});

test('a refusal names faults below what was tried', () => {
  const problem = { type: '', title: '', status: 422, code: 'invalid', detail: '', retryable: false };
  const violations = [{ field: 'policy.watch_days', code: 'out_of_range', message: 'm' }, { field: 'policy', code: 'unreadable', message: 'm' }];
  expect(faultsIn('policy', new Refused({ ...problem, violations }))?.map(({ path }) => path)).toEqual(['watch_days', '']);
  expect(faultsIn('policy', new Refused(problem))).toBeNull();
});

test('a fault is said by its place, else by its kind, else in the words of the server', () => {
  const said = (path: string, code: string): string => sayFault({ path, code, message: 'the server’s words' });
  expect(said('watch_days', 'out_of_range')).toContain('1 to 200');
  expect(said('templates.absence.zh-Hans', 'unknown')).toContain('student');
  expect(said('made_up[2026-10-09]', 'not_a_weekend')).toContain('Saturday');
  expect(said('clock_face', 'out_of_range')).toBe('This is out of range.');
  expect(said('x', 'new_kind')).toBe('the server’s words');
});

test('a fault lies at its place and at all around it', () => {
  const fault = { path: 'ladder[1].due.days', code: '', message: '' };
  expect(['ladder[1].due', 'ladder', 'ladder[1].du', 'ladder[1].due.days'].map((path) => isAt(fault, path))).toEqual([true, true, false, true]);
});
