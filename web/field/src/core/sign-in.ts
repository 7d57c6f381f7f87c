// The calls that the page side makes by itself: the sign-in, with its problems told apart, and the sign-out.
import { Refused, problem } from './problem';

/** How long the server may take; hashing passwords is slow on purpose. */
const TOO_LONG_MS = 45_000;

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Until when to wait, by the `Retry-After` of an answer. */
const until = (response: Response, now: number): { until?: number } => {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? { until: now + Math.min(seconds, 86_400) * 1000 } : {};
};

const refusal = (response: Response, body: Record<string, unknown> | undefined, now: number): Refused => {
  const { status } = response;
  const code = body?.['code'];
  const offline = problem('no_network', { retryable: true });
  if (typeof code !== 'string' && status < 500 && status !== 429) return new Refused(offline);
  if (status === 429) return new Refused(problem('throttled', { retryable: true, ...until(response, now) }));
  if (status >= 500) return new Refused(problem('server_busy', { retryable: true, ...until(response, now) }));
  if (code === 'device_revoked') {
    return new Refused({ ...problem('server_refused'), code: 'device_revoked', key: 'problem.device_revoked' });
  }
  if (code === 'wrong_credentials') return new Refused(problem('wrong_credentials', { field: 'password' }));
  if (code === 'device_taken') return new Refused(problem('device_taken'));
  return new Refused(problem('server_refused'));
};

/** Sends a sign-in; returns the session, or throws {@link Refused}. */
export const signIn = async (
  request: unknown,
  using: { fetch: typeof fetch; now: () => number; signal?: AbortSignal },
): Promise<unknown> => {
  const stop = AbortSignal.timeout(TOO_LONG_MS);
  let response: Response;
  let body: Record<string, unknown> | undefined;
  try {
    response = await using.fetch('/v1/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: using.signal ? AbortSignal.any([stop, using.signal]) : stop,
    });
    body = parsed(await response.text());
  } catch {
    throw new Refused(problem('no_network', { retryable: true }));
  }
  if (response.status === 200 && typeof body?.['access_token'] === 'string') return body;
  throw refusal(response, body, using.now());
};

/** Tells the server that this device is signed out; nothing hangs on its answer. */
export const signOut = async (authorization: string, using: { fetch: typeof fetch }): Promise<void> => {
  await using.fetch('/v1/sign-out', { method: 'POST', headers: { authorization }, keepalive: true }).catch(() => undefined);
};
