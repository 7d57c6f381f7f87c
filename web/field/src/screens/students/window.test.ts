// Which rows are drawn.
import { expect, it } from 'vitest';
import { drawn } from './window';

it('draws what is in sight and a few beside', () => {
  expect(drawn(0, 700, 70, 1500)).toEqual({ first: 0, end: 16 });
  expect(drawn(7000, 700, 70, 1500)).toEqual({ first: 94, end: 116 });
});

it('never leaves the list', () => {
  expect(drawn(200_000, 700, 70, 1500).end).toBe(1500);
  expect(drawn(-300, 700, 70, 3)).toEqual({ first: 0, end: 3 });
  expect(drawn(0, 700, 70, 0)).toEqual({ first: 0, end: 0 });
  expect(drawn(0, 700, 0, 100)).toEqual({ first: 0, end: 12 });
});
