// What is tried is done once at a time, and tells why it was refused.
import { expect, test, vi } from 'vitest';

const said: string[] = [];
vi.mock('$core', () => import('./core/problem'));
vi.mock('$ui/toasts.svelte', () => ({ toasts: { say: (text: string) => said.push(text) } }));
vi.mock('$i18n', () => ({ sayProblem: ({ code }: { code: string }) => code }));

const { Trying, attempt } = await import('./trying.svelte');
const { Refused, problem } = await import('./core/problem');
const refuses = (): Promise<never> => Promise.reject(new Refused(problem('no_network')));

test('a second touch while it goes on does nothing', async () => {
  const trying = new Trying();
  let times = 0;
  let end = (): void => undefined;
  const what = (): Promise<void> => new Promise((done) => ((times += 1), (end = done)));
  const first = trying.run(what);
  expect(trying.busy).toBe(true);
  expect(await trying.run(what)).toBe(false);
  end();
  expect(await first).toBe(true);
  expect([times, trying.busy, trying.problem]).toEqual([1, false, null]);
});

test('a refusal stays until the next try', async () => {
  const trying = new Trying();
  expect(await trying.run(refuses)).toBe(false);
  expect([trying.busy, trying.problem?.code]).toEqual([false, 'no_network']);
  expect(await trying.run(() => Promise.resolve())).toBe(true);
  expect([trying.problem, said]).toEqual([null, []]);
});

test('where there is no place for it, a refusal is said', async () => {
  expect(await attempt(refuses)).toBe(false);
  expect(await attempt(() => Promise.resolve())).toBe(true);
  expect(said).toEqual(['no_network']);
});
