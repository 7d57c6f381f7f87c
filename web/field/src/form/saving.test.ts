// What is typed is sent once, the last value, soon or at once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PAUSE_MS, typing } from './saving';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the last of several keys is sent after the pause', () => {
  const sent: string[] = [];
  const typed = typing((value: string) => sent.push(value));
  typed.put('张');
  vi.advanceTimersByTime(PAUSE_MS - 1);
  typed.put('张三');
  vi.advanceTimersByTime(PAUSE_MS - 1);
  expect(sent).toEqual([]);
  expect(typed.waits).toBe(true);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['张三']);
  expect(typed.waits).toBe(false);
});

test('leaving sends at once and only once', () => {
  const sent: string[] = [];
  const typed = typing((value: string) => sent.push(value));
  typed.put('李四');
  typed.flush();
  typed.flush();
  vi.runAllTimers();
  expect(sent).toEqual(['李四']);
});
