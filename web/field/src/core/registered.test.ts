// A service worker whose files did not all come is registered again; what is there already is not waited for.
import { expect, test } from 'vitest';
import { registered } from './registered';

class Worker extends EventTarget {
  state = 'installing';
  becomes(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

test('it is registered until its files have come, each time a little later', async () => {
  const workers = [new Worker(), new Worker(), new Worker()];
  const waits: number[] = [];
  let turn = 0;
  const register = async (): Promise<{ active: null; installing: Worker | null }> => {
    turn += 1;
    if (turn === 1) throw new TypeError('the script did not come');
    const worker = workers[turn - 2] ?? null;
    setTimeout(() => worker?.becomes(turn < 4 ? 'redundant' : 'installed'));
    return { active: null, installing: worker };
  };
  const told: unknown[] = [];
  const last = await registered(register, ({ installing }) => told.push(installing), async (ms) => void waits.push(ms));
  expect(last.installing).toBe(workers[2]);
  expect(told).toEqual(workers);
  expect(waits).toEqual([5_000, 10_000, 20_000]);
});

test('a phone that has one goes on at once', async () => {
  const update = new Worker();
  const there = { active: {}, installing: update };
  expect(await registered(async () => there, () => undefined, () => Promise.reject(new Error('waited')))).toBe(there);
});
