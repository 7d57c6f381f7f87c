// The wire: answers find their wish, the database is asked in turn, bytes arrive whole, and refusals are problems.
import { expect, test } from 'vitest';
import { Refused } from './problem';
import { type Channel, Shell, fromBase64, toBase64 } from './shell';
import { settle } from './testing';

type Message = { id: string; do: string } & Record<string, unknown>;

/** A native side whose answers are given by hand. */
const set = () => {
  const got: Message[] = [];
  const channel: Channel = {
    postMessage: (text) => void got.push(JSON.parse(text) as Message),
    onmessage: null,
  };
  const shell = new Shell(channel);
  const say = (message: Message | undefined, answer: object): void =>
    channel.onmessage?.({ data: JSON.stringify({ id: message?.id, ...answer }) });
  return { shell, channel, got, say };
};

const RANDOM = new Uint8Array(32).fill(171);
const SAID = { json: '{"ok":1}', parts: [], wrote: false };

/** A wire with an open core. */
const opened = async () => {
  const wire = set();
  const opening = wire.shell.program.open('', new Uint8Array());
  wire.say(wire.got[0], { ok: null });
  const core = await opening;
  await settle();
  wire.got.length = 0;
  return { ...wire, core };
};

test('bytes are the same after the wire, however many', () => {
  for (const length of [0, 1, 2, 3, 0x8000, 0x8001, 300_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
    const came = fromBase64(toBase64(bytes));
    expect([came.length, came.every((byte, at) => byte === bytes[at])]).toEqual([length, true]);
  }
});

test('a call goes at once with clock, chance and bytes, and comes back as the core said it', async () => {
  const { core, got, say } = await opened();
  const asked = core.call(5, RANDOM, '{"do":"who"}', [new Uint8Array([1, 2])]);
  expect(got).toEqual([
    { id: expect.any(String) as string, do: 'call', now: 5, entropy: 'ab'.repeat(32), ask: '{"do":"who"}', parts: ['AQI='] },
  ]);
  say(got[0], { ok: { json: '{"ok":1}', parts: ['Aw=='], wrote: true } });
  expect(await asked).toEqual({ json: '{"ok":1}', bytes: [new Uint8Array([3])], wrote: true });
});

test('the database is asked one thing after the other, and closed after what was asked before', async () => {
  const { core, shell, got, say } = await opened();
  const first = core.call(1, RANDOM, 'a', []);
  const second = core.call(2, RANDOM, 'b', []);
  core.close();
  const gone = shell.program.erase('');
  expect(got.map((message) => message['ask'] ?? message.do)).toEqual(['a']);
  say(got[0], { problem: { code: 'invalid', key: 'problem.invalid', field: 'message', retryable: false } });
  await expect(first).rejects.toMatchObject({ problem: { code: 'invalid' } });
  await settle();
  say(got[1], { ok: SAID });
  await second;
  await settle();
  say(got[2], { ok: null });
  await settle();
  say(got[3], { ok: null });
  await gone;
  expect(got.map((message) => message['ask'] ?? message.do)).toEqual(['a', 'b', 'close', 'erase']);
});

test('the owner, the place and the server are asked beside the database, and answered in any order', async () => {
  const { core, shell, got, say } = await opened();
  const asked = core.call(1, RANDOM, 'a', []);
  const passed = shell.pass();
  const place = shell.here();
  expect(got.map((message) => message.do)).toEqual(['call', 'pass', 'here']);
  say(got[2], { ok: { place: { lat: 26.1, lon: 99.2, accuracy: 5 }, mock: true } });
  expect(await place).toEqual({ place: { lat: 26.1, lon: 99.2, accuracy: 5 }, mock: true });
  say(got[1], { problem: { code: 'not_recognised', key: 'problem.not_recognised', field: null, retryable: true } });
  await expect(passed).rejects.toBeInstanceOf(Refused);
  say(got[0], { ok: SAID });
  expect(await asked).toMatchObject({ json: '{"ok":1}' });
});

test('a database that the phone closed by itself is opened again, and asked again', async () => {
  const { core, got, say } = await opened();
  const asked = core.call(1, RANDOM, 'a', []);
  say(got[0], { problem: { code: 'wrong_state', key: 'problem.wrong_state', field: null, retryable: false } });
  await settle();
  expect(got[1]?.do).toBe('open');
  say(got[1], { ok: null });
  await settle();
  expect(got[2]).toMatchObject({ do: 'call', ask: 'a' });
  say(got[2], { ok: SAID });
  expect(await asked).toMatchObject({ json: '{"ok":1}' });
});

test('what the background does just now is told, to be tried again', async () => {
  const { core, got, say } = await opened();
  const asked = core.call(1, RANDOM, 'a', []);
  say(got[0], { problem: { code: 'wrong_state', key: 'problem.wrong_state', field: null, retryable: true } });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'wrong_state', retryable: true } });
  expect(got).toHaveLength(1);
});

test('what is no answer, or of a page before, disturbs nothing', async () => {
  const { shell, channel, got, say } = set();
  const there = shell.program.exists('');
  for (const data of ['', 'null', '[]', '{"ok":true}', '{"id":"1","ok":false}']) channel.onmessage?.({ data });
  say(got[0], { ok: true });
  expect(await there).toBe(true);
});

test('a wire that is gone refuses', async () => {
  const shell = new Shell({
    postMessage: () => {
      throw new Error('gone');
    },
    onmessage: null,
  });
  await expect(shell.pass()).rejects.toMatchObject({ problem: { code: 'app_failed', retryable: true } });
});

test('a call to the server goes whole, and its answer keeps its coding', async () => {
  const { shell, got, say } = set();
  const fetched = shell.fetch('/v1/push', {
    method: 'POST',
    headers: [['Accept-Encoding', 'zstd'], ['Content-Type', 'application/cbor']],
    body: new Uint8Array([1, 2, 3]),
    redirect: 'error',
  });
  await settle();
  expect(got[0]).toMatchObject({ do: 'carry', method: 'POST', path: '/v1/push', part: 'AQID' });
  expect(got[0]?.['headers']).toEqual([['accept-encoding', 'zstd'], ['content-type', 'application/cbor']]);
  say(got[0], { ok: { status: 200, headers: [['Content-Encoding', 'zstd']], part: 'BAU=' } });
  const response = await fetched;
  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'zstd']);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([4, 5]));
});

test.each([
  ['without a body', 204, ''],
  ['a refusal', 401, 'e30='],
])('an answer %s is one', async (_, status, part) => {
  const { shell, got, say } = set();
  const fetched = shell.fetch('/v1/sign-in', { method: 'POST', body: '{}' });
  await settle();
  say(got[0], { ok: { status, headers: [], part } });
  expect((await fetched).status).toBe(status);
});

test('no network, another place and a cut are failures', async () => {
  const { shell, got, say } = set();
  const none = shell.fetch('/v1/pull');
  const elsewhere = shell.fetch('/v1/pull', { redirect: 'error' });
  const stop = new AbortController();
  const cut = shell.fetch('/v1/pull', { signal: stop.signal });
  await settle();
  say(got[0], { problem: { code: 'no_network', key: 'problem.no_network', field: null, retryable: true } });
  say(got[1], { ok: { status: 302, headers: [['location', 'http://portal']], part: '' } });
  stop.abort();
  await expect(none).rejects.toMatchObject({ problem: { code: 'no_network' } });
  await expect(elsewhere).rejects.toBeInstanceOf(TypeError);
  await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
});
