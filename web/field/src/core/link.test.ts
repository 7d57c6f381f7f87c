// Answers find their request, and a worker that dies takes nothing with it.
import { expect, test } from 'vitest';
import { Link, type Port } from './link';
import type { Request } from './message';
import { Clock } from './testing';

class FakePort implements Port {
  got: unknown[] = [];
  ended = false;
  onmessage: Port['onmessage'] = null;
  onerror: Port['onerror'] = null;
  postMessage(message: unknown): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: Parameters<NonNullable<Port['onmessage']>>[0]['data']): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

const set = () => {
  const ports: FakePort[] = [];
  const news: string[] = [];
  const make = (): Port => {
    const port = new FakePort();
    ports.push(port);
    return port;
  };
  const clock = new Clock();
  return { link: new Link(make, (heard) => void news.push(heard.news), clock.later), ports, news, clock };
};

const request: Request = { of: 'core', id: 'a', now: 5, entropy: 'e', ask: { do: 'act' } };

test('answers go to their request, in any order', async () => {
  const { link, ports } = set();
  const first = link.send(request);
  const second = link.send({ ...request, id: 'b' });
  ports[0]?.say({ id: 'b', ok: 2 });
  ports[0]?.say({ id: 'a', ok: 1 });
  expect([(await first).ok, (await second).ok]).toEqual([1, 2]);
});

test('a problem is thrown', async () => {
  const { link, ports } = set();
  const asked = link.send(request);
  ports[0]?.say({ id: 'a', problem: { code: 'locked', key: 'problem.locked', field: null, retryable: true } });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'locked' } });
});

test('a worker that dies is replaced and asked the same again', async () => {
  const { link, ports } = set();
  const asked = link.send(request);
  ports[0]?.say({ fatal: 'broke' });
  expect(ports[0]?.ended).toBe(true);
  expect(ports[1]?.got).toEqual([request]);
  ports[0]?.say({ id: 'a', ok: 'of the dead' });
  ports[1]?.say({ id: 'a', ok: 1 });
  expect((await asked).ok).toBe(1);
});

test('a request that two workers do not survive is refused, and the next worker lives', async () => {
  const { link, ports } = set();
  const asked = link.send(request);
  ports[0]?.say({ fatal: 'broke' });
  ports[1]?.say({ fatal: 'broke' });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'app_failed' } });
  expect(ports[2]?.got).toEqual([]);
});

test('a worker that does not load is tried again later and later, and what waits is done when it does', async () => {
  const { link, ports, clock } = set();
  const asked = link.send(request);
  ports[0]?.onerror?.(new Event('error') as ErrorEvent);
  expect(ports).toHaveLength(1);
  await clock.pass(1_000);
  ports[1]?.onerror?.(new Event('error') as ErrorEvent);
  await clock.pass(1_000);
  expect(ports).toHaveLength(2);
  await clock.pass(1_000);
  expect(ports[2]?.got).toEqual([request]);
  ports[2]?.say({ id: 'a', ok: 1 });
  expect((await asked).ok).toBe(1);
});
