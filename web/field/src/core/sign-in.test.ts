// Whatever answers a sign-in, the person is told what it is, and a portal is never taken for the server.
import { expect, test } from 'vitest';
import { Refused } from './problem';
import { signIn } from './sign-in';

const now = 1_790_000_000_000;
const problem = (code: string): string => JSON.stringify({ code, title: 't', detail: 'd' });

const outcome = async (response: () => Promise<Response>): Promise<unknown> => {
  try {
    return await signIn({ username: 'wang' }, { fetch: response, now: () => now });
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.problem;
    throw thrown;
  }
};

test('a session is given back as it came', async () => {
  const session = { access_token: 'a', worker: { id: 'w' } };
  expect(await outcome(() => Promise.resolve(Response.json(session)))).toEqual(session);
});

test.each([
  ['a wrong password', 401, problem('wrong_credentials'), {}, { code: 'wrong_credentials', field: 'password' }],
  ['too many tries', 429, problem('too_many_requests'), { 'retry-after': '60' }, { code: 'throttled', retryable: true, until: now + 60_000 }],
  ['a busy server', 503, problem('busy'), { 'retry-after': '2' }, { code: 'server_busy', until: now + 2_000 }],
  ['a failing gateway', 502, '<html>', {}, { code: 'server_busy', retryable: true }],
  ['a revoked device', 401, problem('device_revoked'), {}, { code: 'device_revoked', key: 'problem.device_revoked' }],
  ['a device of someone else', 409, problem('device_taken'), {}, { code: 'device_taken', key: 'problem.device_taken' }],
  ['a portal that says yes', 200, '<html>sign in here</html>', {}, { code: 'no_network', retryable: true }],
  ['a portal that says no', 403, '<html>pay here</html>', {}, { code: 'no_network', retryable: true }],
])('%s is told', async (_, status, body, headers, told) => {
  expect(await outcome(() => Promise.resolve(new Response(body, { status, headers })))).toMatchObject(told);
});

test('no network is told', async () => {
  expect(await outcome(() => Promise.reject(new TypeError('fetch failed')))).toMatchObject({ code: 'no_network' });
});
