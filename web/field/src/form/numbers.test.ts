// Numbers are read as they are typed on a Chinese keyboard too.
import { expect, test } from 'vitest';
import { readNumber, scale } from './numbers';

test('whole and decimal numbers', () => {
  expect(readNumber(' １２ ', false)).toBe(12);
  expect(readNumber('7,5', true)).toBe(7.5);
  expect(readNumber('-3', false)).toBe(-3);
  expect(readNumber('', false)).toBeNull();
  expect(readNumber('7.5', false)).toBeUndefined();
  expect(readNumber('七', true)).toBeUndefined();
});

test('a scale runs from low to high', () => {
  expect(scale(10, 0, -0.5)).toEqual({ low: 0, high: 10, step: 0.5, digits: 1 });
  expect(scale(1, 5, 1).digits).toBe(0);
});
