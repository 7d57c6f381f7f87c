// Photos are prepared one at a time, each in a worker that is thrown away, and their problems come through.
import { expect, test } from 'vitest';
import { type PhotoAnswer, type PhotoPort, photoQueue } from './photo';
import { settle } from './testing';

class FakePort implements PhotoPort {
  got: Uint8Array | undefined;
  ended = false;
  onmessage: PhotoPort['onmessage'] = null;
  onerror: PhotoPort['onerror'] = null;
  postMessage(message: Uint8Array): void {
    this.got = message;
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: PhotoAnswer): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

test('one after the other, and a refused one does not stop the next', async () => {
  const ports: FakePort[] = [];
  const prepare = photoQueue(() => {
    const port = new FakePort();
    ports.push(port);
    return port;
  });
  const first = prepare(new Blob(['heic']));
  const second = prepare(new Blob(['jpeg']));
  const refused = expect(first).rejects.toMatchObject({ problem: { key: 'problem.photo_heic' } });
  await settle();
  expect(ports).toHaveLength(1);
  expect(new TextDecoder().decode(ports[0]?.got)).toBe('heic');
  ports[0]?.say({ problem: { code: 'bad_photo', key: 'problem.photo_heic', field: null, retryable: false } });
  await refused;
  await settle();
  expect(ports[0]?.ended).toBe(true);
  expect(ports).toHaveLength(2);
  ports[1]?.onerror?.(new Event('error') as ErrorEvent);
  await expect(second).rejects.toMatchObject({ problem: { code: 'app_failed', retryable: true } });
  expect(ports[1]?.ended).toBe(true);
});
