// A signature stays readable, small and whole.
import { expect, test } from 'vitest';
import { MOST, drawn, isDrawn, path, thinned, type Spot } from './strokes';

const wave = (spots: number, height = 40): Spot[] =>
  Array.from({ length: spots }, (_, i) => ({ x: i / 3, y: 60 + height * Math.sin(i / 9) }));

test('no stroke is no answer', () => {
  expect(drawn([], 300, 120)).toBe('');
  expect(drawn([[]], 300, 120)).toBe('');
});

test('a dot and a line are drawn with whole numbers', () => {
  expect(path([{ x: 3.2, y: 4.8 }])).toBe('M3 5l1 0');
  expect(path([{ x: 0, y: 0 }, { x: 10, y: 4 }, { x: 20, y: 0 }])).toBe('M0 0q10 4 15 2l5-2');
});

test('thinning keeps the ends and the corners', () => {
  const corner = [{ x: 0, y: 0 }, { x: 5, y: 0.1 }, { x: 10, y: 0 }, { x: 10, y: 5 }, { x: 10, y: 10 }];
  expect(thinned(corner, 1)).toEqual([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }]);
});

test('a long signature fits and is a picture', () => {
  const url = drawn(Array.from({ length: 12 }, (_, i) => wave(90, 10 + i)), 360, 160);
  expect(url.length).toBeLessThanOrEqual(MOST);
  expect(url.length).toBeGreaterThan(400);
  expect(isDrawn(url)).toBe(true);
  const picture = decodeURIComponent(url.slice('data:image/svg+xml,'.length));
  expect(picture).toMatch(/^<svg xmlns='http:\/\/www.w3.org\/2000\/svg' viewBox='0 0 360 160'>/);
  expect(picture).not.toMatch(/NaN|undefined/);
});

test('scribbling without end still fits, as few lines', () => {
  const url = drawn(Array.from({ length: 40 }, (_, i) => wave(400, i)), 360, 160);
  expect(url.length).toBeLessThanOrEqual(MOST);
  expect(url).not.toBe('');
});
