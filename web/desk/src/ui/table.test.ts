// A table draws the rows in sight and no others, and keys lead to rows that there are.
import { expect, test } from 'vitest';
import { inSight, rowAfter } from './table';

test('of a hundred thousand rows those in sight are drawn, with some to spare', () => {
  expect(inSight(0, 440, 44, 100_000)).toEqual({ from: 0, to: 22 });
  expect(inSight(44 * 5_000, 440, 44, 100_000)).toEqual({ from: 4_988, to: 5_022 });
  expect(inSight(44 * 99_995, 440, 44, 100_000)).toEqual({ from: 99_983, to: 100_000 });
});

test('a table that is below or above what is seen draws only what is near', () => {
  expect(inSight(-2_000, 900, 44, 500)).toEqual({ from: 0, to: 12 });
  expect(inSight(1_000_000, 900, 44, 500)).toEqual({ from: 500, to: 500 });
  expect(inSight(0, 900, 44, 0)).toEqual({ from: 0, to: 0 });
});

test.each([
  ['ArrowDown', 4, 5], ['ArrowDown', 9, 9], ['ArrowUp', 0, 0], ['PageDown', 2, 6], ['PageUp', 2, 0], ['Home', 7, 0], ['End', 7, 9], ['x', 7, null],
])('%s from row %i leads to %s', (key, from, to) => expect(rowAfter(key, from, 10, 4)).toBe(to));

test('no key leads anywhere where there is no row', () => expect(rowAfter('ArrowDown', -1, 0, 4)).toBeNull());
