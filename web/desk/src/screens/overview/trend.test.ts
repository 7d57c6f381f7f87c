// The curve's lines stand at round numbers and its points where their values are.
import { expect, test } from 'vitest';
import { laid, line, nearest, ticks } from './trend';

const room = { left: 0, right: 100, top: 0, bottom: 50 };

test.each([[0, [0, 1]], [3, [0, 1, 2, 3]], [37, [0, 10, 20, 30, 40]], [193, [0, 50, 100, 150, 200]], [378, [0, 100, 200, 300, 400]]])(
  'up to %i the lines are %j', (most, lines) => expect(ticks(most)).toEqual(lines),
);

test('points lie where their values are', () => {
  const spots = laid([0, 10, 5], 10, room);
  expect(spots).toEqual([{ x: 0, y: 50 }, { x: 50, y: 0 }, { x: 100, y: 25 }]);
  expect(line(spots)).toBe('M0.0 50.0L50.0 0.0L100.0 25.0');
  expect([nearest(spots, -5), nearest(spots, 60), nearest(spots, 999)]).toEqual([0, 1, 2]);
});
