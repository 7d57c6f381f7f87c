// One refresh serves all who wait for it, a token that is not taken is renewed once, and a session that ended keeps nobody in.
import { beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});

const { api, session, Refused } = await import('./index');

interface Call {
  readonly path: string;
  readonly token: string;
  readonly body: string;
}

let calls: Call[] = [];
let answers: ((call: Call) => Response | null)[] = [];

const json = (status: number, value: unknown): Response => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
const problem = (status: number, code: string): Response => json(status, { type: '', title: '', status, code, detail: '', retryable: false });
const given = (n: number, seconds = 900): Response =>
  json(200, {
    access_token: `access-${n}`, refresh_token: `refresh-${n}`, county: '533325', device: 'd', subject: 's', scope: [{ id: 'a', scope: { region: '533325' } }],
    worker: { id: 'w', name: '何玉媛', role: 'supervisor' }, now: '2026-11-26T00:00:00Z', expires_at: new Date(Date.parse('2026-11-26T00:00:00Z') + seconds * 1000).toISOString(),
  });

vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
  const headers = new Headers(init.headers);
  const call = { path, token: headers.get('authorization') ?? '', body: typeof init.body === 'string' ? init.body : '' };
  calls.push(call);
  await Promise.resolve();
  for (const answer of answers) {
    const response = answer(call);
    if (response) return response;
  }
  throw new TypeError('no network');
});

beforeEach(async () => {
  answers = [];
  await session.end();
  calls = [];
  kept.clear();
});

test('signing in keeps who is in, and requests carry the token', async () => {
  answers = [({ path }) => (path === '/v1/sign-in' ? given(1) : path.startsWith('/v1/board') ? json(200, { rows: [] }) : null)];
  await session.begin('supervisor', 'secret');
  expect(session.who?.worker.name).toBe('何玉媛');
  await api.get('/v1/board', { query: { by: 'village', region: undefined } });
  expect(calls.at(-1)).toMatchObject({ path: '/v1/board?by=village', token: 'Bearer access-1' });
  expect(kept.get('doorstep-desk-refresh')).toBe('refresh-1');
});

test('whoever asks while the session is renewed waits for the one answer', async () => {
  answers = [({ path }) => (path === '/v1/sign-in' ? given(1, 5) : path === '/v1/refresh' ? given(2) : json(200, []))];
  await session.begin('supervisor', 'secret');
  await Promise.all([api.get('/v1/indicators'), api.get('/v1/overdue'), api.get('/v1/board')]);
  expect(calls.filter(({ path }) => path === '/v1/refresh').map(({ body }) => body)).toEqual(['{"refresh_token":"refresh-1"}']);
  expect(new Set(calls.slice(2).map(({ token }) => token))).toEqual(new Set(['Bearer access-2']));
});

test('a token that the server no longer takes is renewed once', async () => {
  answers = [
    ({ path, token }) =>
      path === '/v1/sign-in' ? given(1) : path === '/v1/refresh' ? given(2) : token === 'Bearer access-2' ? json(200, []) : problem(401, 'token_expired'),
  ];
  await session.begin('supervisor', 'secret');
  await api.get('/v1/indicators');
  expect(calls.map(({ path }) => path)).toEqual(['/v1/sign-in', '/v1/indicators', '/v1/refresh', '/v1/indicators']);
});

test('a session that has ended signs out; a lost connection does not', async () => {
  answers = [({ path }) => (path === '/v1/sign-in' ? given(1, 5) : null)];
  await session.begin('supervisor', 'secret');
  await expect(api.get('/v1/indicators')).rejects.toMatchObject({ key: 'no_network', retryable: true });
  expect(session.who).not.toBeNull();
  answers = [({ path }) => (path === '/v1/refresh' ? problem(401, 'session_ended') : null)];
  await expect(api.get('/v1/indicators')).rejects.toBeInstanceOf(Refused);
  expect(session.who).toBeNull();
  expect(kept.size).toBe(0);
});

test('a refusal says what the server said', async () => {
  answers = [({ path }) => (path === '/v1/sign-in' ? given(1) : problem(404, 'not_found'))];
  await session.begin('supervisor', 'secret');
  await expect(api.get('/v1/students/{id}', { path: { id: 'a/b' } })).rejects.toMatchObject({ key: 'not_found', problem: { status: 404 } });
  expect(calls.at(-1)?.path).toBe('/v1/students/a%2Fb');
});
