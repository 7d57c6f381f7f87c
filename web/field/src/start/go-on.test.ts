// A sign-in whose line is cut goes on by itself; what is wrong for another reason is told.
import { expect, test, vi } from 'vitest';
import { goOn } from './go-on';

vi.mock('$core', () => import('../core/problem'));

const { Refused, problem } = await import('../core/problem');
const cut = new Refused(problem('no_network', { retryable: true }));

const failing = (times: number, thrown: unknown = cut) => {
  const done = { tries: 0 };
  const work = (): Promise<void> => ((done.tries += 1) <= times ? Promise.reject(thrown) : Promise.resolve());
  return { done, work };
};

test('it goes on after every cut, each time a little later', async () => {
  const waits: number[] = [];
  const { done, work } = failing(6);
  await goOn(work, (ms) => Promise.resolve(waits.push(ms) > 0));
  expect([done.tries, waits]).toEqual([7, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]]);
});

test('who does not want to wait hears of the cut', async () => {
  const { done, work } = failing(6);
  await expect(goOn(work, () => Promise.resolve(false))).rejects.toBe(cut);
  expect(done.tries).toBe(1);
});

test('what another try would not mend is told at once', async () => {
  const wrong = new Refused(problem('wrong_credentials', { field: 'password' }));
  const { done, work } = failing(1, wrong);
  await expect(goOn(work, () => Promise.resolve(true))).rejects.toBe(wrong);
  expect(done.tries).toBe(1);
});
