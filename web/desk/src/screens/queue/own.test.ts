// The owner that a worker's scope stands for.
import { expect, test } from 'vitest';
import type { Who } from '$api';
import { ownOwner } from './own';

const who = (...scope: Who['scope'][number]['scope'][]): Who => ({
  county: '533325', worker: { id: 'w', name: '和', role: 'township' }, scope: scope.map((one, i) => ({ id: String(i), scope: one })),
});

test('a region is owned by its level, a school and a class by themselves', () => {
  expect(ownOwner(who({ region: '533325001' }))).toBe('township:533325001');
  expect(ownOwner(who({ region: '533325001201' }))).toBe('village:533325001201');
  expect(ownOwner(who({ school: 's' }))).toBe('school:s');
  expect(ownOwner(who({ region: '53' }))).toBe('');
  expect(ownOwner(who({ class: 'a' }, { class: 'b' }))).toBe('');
  expect(ownOwner(null)).toBe('');
});
