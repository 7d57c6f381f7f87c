// Photos are prepared one at a time in a worker that is there with the camera, stays a minute, and does not outlive a failure.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PhotoAnswer, type PhotoPort, Photos, STAYS_MS } from './photo';

class FakePort implements PhotoPort {
  got: Uint8Array[] = [];
  ended = false;
  onmessage: PhotoPort['onmessage'] = null;
  onerror: PhotoPort['onerror'] = null;
  postMessage(message: Uint8Array): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: PhotoAnswer): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

const MADE: PhotoAnswer = { made: {} as never, photo: new Uint8Array(2), thumb: new Uint8Array(1) };
const HEIC: PhotoAnswer = { problem: { code: 'bad_photo', key: 'problem.photo_heic', field: null, retryable: false } };

const set = (): { ports: FakePort[]; photos: Photos } => {
  const ports: FakePort[] = [];
  const photos = new Photos(() => {
    const port = new FakePort();
    ports.push(port);
    return port;
  });
  return { ports, photos };
};

/** The clock of the machine, under that of the tests. */
const later = globalThis.setTimeout;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const reads = (): Promise<void> => new Promise((done) => void later(done));

test('the worker is there before the first picture, takes all of them, and goes a minute after the last', async () => {
  const { ports, photos } = set();
  const close = photos.ready();
  expect(ports).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10 * STAYS_MS);
  expect(ports[0]?.ended).toBe(false);
  for (const turn of [1, 2]) {
    const picture = photos.prepare(new Blob(['jpeg']));
    await reads();
    expect(ports[0]?.got).toHaveLength(turn);
    ports[0]?.say(MADE);
    expect(await picture).toBe(MADE);
  }
  close();
  await vi.advanceTimersByTimeAsync(STAYS_MS - 1);
  expect(ports.map(({ ended }) => ended)).toEqual([false]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ports.map(({ ended }) => ended)).toEqual([true]);
});

test('a picture that is on its way when the camera closes keeps it', async () => {
  const { ports, photos } = set();
  const close = photos.ready();
  const picture = photos.prepare(new Blob(['jpeg']));
  close();
  await reads();
  await vi.advanceTimersByTimeAsync(30_000);
  ports[0]?.say(MADE);
  await picture;
  await vi.advanceTimersByTimeAsync(STAYS_MS - 1);
  expect(ports[0]?.ended).toBe(false);
});

test('one after the other, and what is refused does not stop the next nor leave its worker', async () => {
  const { ports, photos } = set();
  const first = photos.prepare(new Blob(['heic']));
  const second = photos.prepare(new Blob(['jpeg']));
  const refused = expect(first).rejects.toMatchObject({ problem: { key: 'problem.photo_heic' } });
  await reads();
  expect(ports).toHaveLength(1);
  expect(ports[0]?.got.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['heic']);
  ports[0]?.say(HEIC);
  await refused;
  await reads();
  expect(ports[0]?.ended).toBe(true);
  expect(ports).toHaveLength(2);
  ports[1]?.onerror?.(new Event('error') as ErrorEvent);
  await expect(second).rejects.toMatchObject({ problem: { code: 'app_failed', retryable: true } });
  expect(ports[1]?.ended).toBe(true);
});
