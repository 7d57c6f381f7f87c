// What is held and moved, by the scope of an assignment; workers by name.
import { expect, test } from 'vitest';
import type { Worker } from '$api';
import { found, ownerOf, whatOf } from './held';

test('an assignment is moved as what it is', () => {
  expect(whatOf({ class: 'k' })).toEqual({ class: 'k' });
  expect(whatOf({ region: '533325001201' })).toEqual({ village: '533325001201' });
  expect(whatOf({ region: '533325001' })).toEqual({ owner: 'township:533325001' });
  expect(ownerOf(whatOf({ school: 's' }))).toBe('school:s');
  expect(ownerOf(whatOf({ region: '533325' }))).toBe('county:533325');
});

test('workers are found by name or account, the disabled last', () => {
  const worker = (name: string, username: string, disabled = false): Worker => ({ id: username, name, username, disabled, role: 'teacher', scope: [], scope_names: [], phones: 0 });
  const all = [worker('和老师', 't1', true), worker('和秀英', 't2'), worker('李明', 'he3')];
  expect(found(all, '和', 5).map((one) => one.username)).toEqual(['t2', 't1']);
  expect(found(all, 'HE', 5).map((one) => one.username)).toEqual(['he3']);
  expect(found(all, '', 2, (one) => !one.disabled).map((one) => one.username)).toEqual(['he3', 't2']);
});
