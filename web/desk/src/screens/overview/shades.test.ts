// Every number has a shade, and the shades follow each other without a gap.
import { expect, test } from 'vitest';
import { shades, toneOf } from './shades';

test.each([1, 2, 3, 4, 5, 9, 37, 193])('up to %i every number has one shade, the most the strongest', (most) => {
  const all = shades(most);
  for (let value = 0; value <= most; value += 1) expect(all.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
  expect(toneOf(0, all)).toBe(0);
  expect(toneOf(most, all)).toBe(Math.max(...all.map(({ tone }) => tone)));
});

test('nothing has one shade', () => expect(shades(0)).toEqual([{ from: 0, to: 0, tone: 0 }]));
