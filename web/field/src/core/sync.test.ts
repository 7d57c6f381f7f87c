// The driver carries calls and replies whole, waits as it is told, and leaves the core free in between.
import type { Call, Face, SyncReport } from '@doorstep/shared/face';
import { expect, test } from 'vitest';
import { Refused, problem } from './problem';
import { AFTER_WRITE_MS, SyncDriver, type SyncPorts } from './sync';
import { Clock, settle } from './testing';
import type { Reply } from './transport';

type Step = Face['sync_next']['answer'];

const call = (more: Partial<Call> = {}): Step => ({
  step: 'send',
  call: {
    method: 'POST',
    path: '/v1/push',
    headers: [
      ['Content-Type', 'application/cbor'],
      ['Accept-Encoding', 'zstd'],
      ['Content-Encoding', 'zstd'],
      ['Authorization', 'Bearer t'],
    ],
    ...more,
  },
});
const done: Step = { step: 'done', report: {} as SyncReport };

const set = (steps: (Step | Error)[], server: (url: string, given: RequestInit) => Promise<Response>) => {
  const clock = new Clock();
  const heard = { replies: [] as Reply[], running: [] as boolean[], done: 0, failed: [] as string[], asked: 0, anew: [] as boolean[] };
  const calls: { url: string; given: RequestInit }[] = [];
  const state = { online: true };
  const ports: SyncPorts = {
    next: async (_, anew) => {
      await Promise.resolve();
      heard.asked += 1;
      heard.anew.push(anew);
      const step = steps.shift() ?? done;
      if (step instanceof Error) throw step;
      return { step, body: step.step === 'send' ? new Uint8Array([1, 2, 3]) : undefined };
    },
    answer: async (reply) => {
      await Promise.resolve();
      heard.replies.push(reply);
    },
    fetch: (url, given = {}) => {
      calls.push({ url: String(url), given });
      return server(String(url), given);
    },
    coded: false,
    network: () => 'unmetered',
    online: () => state.online,
    now: clock.now,
    later: clock.later,
    pause: () => settle(),
    running: (is) => void heard.running.push(is),
    bytes: () => undefined,
    done: () => void (heard.done += 1),
    waits: () => undefined,
    failed: ({ code }) => void heard.failed.push(code),
  };
  return { driver: new SyncDriver(ports), clock, heard, calls, state };
};

const answer = (status: number, headers: Record<string, string> = {}, body: BodyInit | null = 'body'): Promise<Response> =>
  Promise.resolve(new Response(status === 204 ? null : body, { status, headers }));

test('a call goes as it is, without the header that browsers keep for themselves', async () => {
  const { driver, calls, heard } = set([call()], () => answer(200, { 'content-type': 'application/cbor', 'content-encoding': 'zstd' }));
  await driver.run();
  expect(calls[0]?.url).toBe('/v1/push');
  expect(calls[0]?.given).toMatchObject({ method: 'POST', redirect: 'error', credentials: 'omit', cache: 'no-store' });
  expect(calls[0]?.given.headers).toEqual([
    ['Content-Type', 'application/cbor'],
    ['Content-Encoding', 'zstd'],
    ['Authorization', 'Bearer t'],
  ]);
  expect(calls[0]?.given.body).toEqual(new Uint8Array([1, 2, 3]));
  // The browser undid the coding.
  expect(heard.replies[0]?.came).toEqual({
    status: 200,
    retry_after: null,
    content_type: 'application/cbor',
    encoding: null,
    location: null,
    upload_offset: null,
  });
  expect(new TextDecoder().decode(heard.replies[0]?.body)).toBe('body');
  expect(heard.running).toEqual([true, false]);
  expect(heard.done).toBe(1);
});

test.each([
  ['an ended token', 401, { 'content-type': 'application/problem+json' }, { status: 401 }],
  ['too large a batch', 413, {}, { status: 413 }],
  ['a busy server', 503, { 'retry-after': '17' }, { status: 503, retry_after: 17 }],
  ['a date as the time to wait', 503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }, { retry_after: null }],
  ['a part of a file', 204, { 'upload-offset': '4096', location: '/v1/files/x' }, { upload_offset: 4096, location: '/v1/files/x' }],
])('%s reaches the machine', async (_, status, headers, came) => {
  const { driver, heard } = set([call()], () => answer(status, headers));
  await driver.run();
  expect(heard.replies[0]?.came).toMatchObject(came);
});

test('no network, a redirect and a cut body are lost replies', async () => {
  const cut = new ReadableStream<Uint8Array>({ start: (to) => (to.enqueue(new Uint8Array(9)), to.error(new Error('cut'))) });
  for (const server of [() => Promise.reject(new TypeError('fetch failed')), () => answer(200, {}, cut)]) {
    const { driver, heard } = set([call()], server);
    await driver.run();
    expect(heard.replies.map(({ came }) => came)).toEqual([{ lost: true }]);
    expect(heard.done).toBe(1);
  }
});

test('it waits until the machine says, and writes do not make it come earlier than the machine wants', async () => {
  const { driver, clock, heard } = set([], () => answer(200));
  const until = clock.ms + 60_000;
  const waiting = set([{ step: 'wait', until, report: {} as SyncReport }], () => answer(200));
  waiting.clock.ms = clock.ms;
  await waiting.driver.run();
  expect(waiting.heard).toMatchObject({ asked: 1, done: 0, running: [true, false] });
  await waiting.clock.pass(59_999);
  expect(waiting.heard.asked).toBe(1);
  await waiting.clock.pass(1);
  expect(waiting.heard).toMatchObject({ asked: 2, done: 1 });
  await driver.run();
  expect(heard.done).toBe(1);
});

test('a person who asks, and a network that has come back, do not wait for one that was missing; once', async () => {
  const { driver, clock, heard } = set([call()], () => answer(200));
  await driver.run(true);
  driver.poke(0, true);
  await clock.pass(0);
  await driver.run();
  expect(heard.anew).toEqual([true, false, true, false]);
});

test('several writes make one run, a second after the first', async () => {
  const { driver, clock, heard } = set([], () => answer(200));
  driver.poke(AFTER_WRITE_MS);
  await clock.pass(AFTER_WRITE_MS / 2);
  driver.poke(AFTER_WRITE_MS);
  await clock.pass(AFTER_WRITE_MS / 2);
  expect(heard.done).toBe(1);
  await clock.pass(10_000);
  expect(heard.done).toBe(1);
});

test('what is written during a run is sent by another', async () => {
  const { driver, clock, heard } = set([call()], () => (driver.poke(AFTER_WRITE_MS), answer(200)));
  await driver.run();
  expect(heard.done).toBe(1);
  await clock.pass(AFTER_WRITE_MS);
  expect(heard.done).toBe(2);
});

test('without a network the machine is not asked, so that it does not learn to wait', async () => {
  const { driver, heard, state } = set([], () => answer(200));
  state.online = false;
  await driver.run();
  expect(heard.asked).toBe(0);
  state.online = true;
  driver.poke();
  await driver.run();
  expect(heard.done).toBe(1);
});

test('a full disk is told and tried again; what cannot succeed is not', async () => {
  const full = new Refused(problem('app_failed', { retryable: true }));
  const first = set([full], () => answer(200));
  await first.driver.run();
  expect(first.heard.failed).toEqual(['app_failed']);
  await first.clock.pass(60_000);
  expect(first.heard.done).toBe(1);
  const second = set([new Refused(problem('no_vault'))], () => answer(200));
  await second.driver.run();
  await second.clock.pass(600_000);
  expect(second.heard).toMatchObject({ asked: 1, done: 0 });
});

test('stopped in the middle of a call, it hands nothing over and asks nothing more', async () => {
  const { driver, heard } = set([call(), call()], (_, { signal }) => new Promise((_done, fail) => {
    signal?.addEventListener('abort', () => fail(new DOMException('cut', 'AbortError')));
  }));
  const run = driver.run();
  await settle();
  driver.stop();
  await run;
  expect(heard.replies).toEqual([]);
  expect(heard.asked).toBe(1);
});
