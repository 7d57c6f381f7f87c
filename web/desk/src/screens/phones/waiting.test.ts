// What waits on a phone: only what there is, in words.
import { expect, test, vi } from 'vitest';

vi.mock('$i18n', () => ({
  t: (key: string, params: Readonly<Record<string, number>> = {}) => [key, ...Object.values(params)].join(' '),
  sayList: (parts: readonly string[]) => parts.join('+'),
}));

const { sayWaiting } = await import('./waiting');

test('what waits is said, nothing is said of what does not', () => {
  expect(sayWaiting({ photos: 2, removals: 31, uploads: 0 })).toBe('phones.waits_photos 2+phones.waits_removals 31');
  expect(sayWaiting({ photos: 0, removals: 0, uploads: 0 })).toBe('');
  expect(sayWaiting(undefined)).toBe('');
});
