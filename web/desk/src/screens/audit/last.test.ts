// The end of a log is found wherever it is, in few looks, gaps or not.
import { expect, test } from 'vitest';
import { lastOf } from './last';

test.each([0, 1, 2, 1023, 1024, 1025, 90_210])('a log of %i entries', async (last) => {
  let looks = 0;
  const has = (after: number): Promise<boolean> => {
    looks += 1;
    return Promise.resolve(last > after);
  };
  expect(await lastOf(has)).toBe(last);
  expect(looks).toBeLessThan(30);
});

test('numbers may be missing', async () => {
  const numbers = [3, 900, 5_000];
  expect(await lastOf((after) => Promise.resolve(numbers.some((number) => number > after)))).toBe(5_000);
});
