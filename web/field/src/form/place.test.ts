// The place in a phone's app comes from its native side, with whether it is invented; in a browser from the browser.
import type { Sighting } from '@doorstep/shared/face';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const core = { isNative: true, here: (): Promise<Sighting | null> => Promise.resolve(seen) };
let seen: Sighting | null = null;

vi.mock('$core', () => ({ core }));

const { PlaceWatch, lastPlace, warmUp } = await import('./place.svelte');
const { sighting } = await import('./sighting');

const fix = (accuracy: number): Sighting => ({ place: { lat: 26.1, lon: 99.2, accuracy }, mock: true });
const none = (): null => null;

beforeEach(() => {
  vi.useFakeTimers();
  core.isNative = true;
  seen = null;
});

afterEach(() => vi.useRealTimers());

test('a photo notes what the native side says, and nothing when it does not say', async () => {
  seen = fix(5);
  expect(await sighting(none)).toEqual(fix(5));
  seen = null;
  expect(await sighting(() => ({ lat: 1, lon: 1, accuracy: 1 }))).toEqual({ place: null, mock: false });
});

test('in a browser a photo notes what the browser knows', async () => {
  core.isNative = false;
  const place = { lat: 1, lon: 1, accuracy: 1 };
  expect(await sighting(() => Promise.resolve(place))).toEqual({ place, mock: false });
});

test('a watch asks every second, keeps the best, and ends', async () => {
  const watch = new PlaceWatch();
  watch.start();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([watch.running, watch.seconds, watch.best]).toEqual([true, 2, null]);
  for (const accuracy of [8, 30]) {
    seen = fix(accuracy);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect([watch.accuracy, watch.best?.accuracy]).toEqual([30, 8]);
  watch.stop();
  seen = fix(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([watch.running, watch.best?.accuracy]).toEqual([false, 8]);
});

test('a camera that opens makes the place known', async () => {
  await vi.advanceTimersByTimeAsync(600_000);
  expect(lastPlace()).toBeNull();
  seen = fix(12);
  warmUp();
  await vi.advanceTimersByTimeAsync(0);
  expect(lastPlace()?.accuracy).toBe(12);
});
