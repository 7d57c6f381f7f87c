// A requested change of status is offered for checking while it waits for the school, and to who may check it.
import type { StatusChange } from '@doorstep/shared/face';
import { expect, test, vi } from 'vitest';

vi.mock('../../clock.svelte', () => ({ clock: {} }));

const { awaited, open } = await import('./changes');

const change = (request: string, state: StatusChange['state']): StatusChange => ({
  request, state, by: 'w', at: '2026-11-23T01:00:00Z', to: 'suspended', from: '2026-11-23', reason: 'r', approved_at: null,
});
const screen = (may: string[]) => ({
  may,
  state: { status: { now: 'enrolled', changes: [change('a', 'refused'), change('b', 'checked'), change('c', 'requested')] } } as never,
});
const names = (changes: StatusChange[]): string => changes.map(({ request }) => request).join('');

test('what waits for the school is offered to who may check it', () => {
  expect(names(awaited(screen(['status_check', 'status_request'])))).toBe('c');
  expect(names(awaited(screen(['status_request'])))).toBe('');
});

test('what is settled is not shown as open', () => {
  expect(names(open(screen([])))).toBe('bc');
});
