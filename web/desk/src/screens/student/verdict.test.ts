// A photo's verdict in a word, and kinds of records by the part of the timeline that they belong to.
import { expect, test, vi } from 'vitest';
import type { Photo } from '$api';

vi.mock('$i18n', () => ({ t: (key: string, params: Readonly<Record<string, number>> = {}) => [key, ...Object.values(params)].join(' ') }));

const { verdictOf } = await import('./verdict');
const { isOf, ONLY } = await import('./kinds');
const said: Photo['explanations'][number] = { at: '2026-11-26T00:00:00Z', author: 'a', fact: 'f', note: '补拍' };

test('a doubt is late until it is explained; a withdrawn photo is neither', () => {
  expect(verdictOf({ withdrawn: null, doubts: 0, explanations: [] })).toEqual({ word: 'case.photo_fine', state: 'done' });
  expect(verdictOf({ withdrawn: null, doubts: 2, explanations: [] })).toEqual({ word: 'case.photo_doubts 2', state: 'late' });
  expect(verdictOf({ withdrawn: null, doubts: 2, explanations: [said] })).toEqual({ word: 'case.photo_explained', state: 'due' });
  expect(verdictOf({ withdrawn: 'r', doubts: 2, explanations: [] }).state).toBe('waiting');
});

test('every record is among all, and each part has its own', () => {
  expect(['visit', 'retraction', 'next_year'].every((kind) => isOf('all', kind))).toBe(true);
  expect(ONLY.filter((only) => isOf(only, 'notice_served'))).toEqual(['all', 'papers']);
  expect(ONLY.filter((only) => isOf(only, 'guardian_contact'))).toEqual(['all', 'contacts']);
});
