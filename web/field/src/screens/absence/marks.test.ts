// Marks are changed without touching those before, and reported in the order of the roll.
import { expect, test } from 'vitest';
import { type Marks, marked, missing, present, reported } from './marks';

const ROLL = [{ student: 'a' }, { student: 'b' }, { student: 'c' }];
const NONE: Marks = new Map();

test('missing, excused, present again', () => {
  const two = missing(missing(NONE, 'c'), 'a');
  expect(reported(two, ROLL).map((each) => each.student)).toEqual(['a', 'c']);
  const ill = marked(two, 'c', { excused: true, reason: ' 生病 ' });
  expect(reported(ill, ROLL)[1]).toEqual({ student: 'c', reason: '生病', excused: true });
  expect(reported(present(ill, 'a'), ROLL)).toHaveLength(1);
  expect(NONE.size).toBe(0);
});
