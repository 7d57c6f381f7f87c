// The months that a report is offered for.
import { expect, test } from 'vitest';
import { months } from './paper';

test('a report is about this month or one of the eleven before, over the turn of the year', () => {
  const all = months('2026-02-28');
  expect(all.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(all).toHaveLength(12);
});
