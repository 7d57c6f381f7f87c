// Addresses are read as they were written, and nothing else is taken for a screen.
import { expect, test } from 'vitest';
import { PATHS, find, path } from './routes';

test('an address that was written is found with its parts', () => {
  expect(path('student', { id: '01 家/x' })).toBe('/student/01%20%E5%AE%B6%2Fx');
  expect(find(path('student', { id: '01 家/x' }))).toEqual({ name: 'student', parts: { id: '01 家/x' } });
  expect(find(path('today'))).toEqual({ name: 'today', parts: {} });
  expect(find('/queue/')).toEqual({ name: 'queue', parts: {} });
});

test('a query carries what is given and leaves out what is not', () => {
  expect(path('search', {}, { text: '和 玉梅', kind: null })).toBe('/search?text=%E5%92%8C+%E7%8E%89%E6%A2%85');
});

test.each(['/nowhere', '/student', '/student/', '/student/a/b', '/class/%E0%A4%A'])('%s is no screen', (address) => {
  expect(find(address)).toBeNull();
});

test('every pattern finds its own screen', () => {
  for (const [name, pattern] of Object.entries(PATHS)) expect(find(pattern.replace(/:\w+/, 'x'))?.name).toBe(name);
});
