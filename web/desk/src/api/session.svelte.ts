// Who is signed in: the access token in memory, the refresh token with this tab, each refresh once for all who wait for it.
import { Refused, refusedBy, unanswered } from './refused';
import type { Me, Session } from './types';

const KEY = 'doorstep-desk-refresh';
/** How long before its end an access token is renewed, in milliseconds. */
const AHEAD = 30_000;

/** What the desk knows of the one who is signed in. */
export type Who = Pick<Me, 'worker' | 'scope' | 'county'>;

class SignedIn {
  /** Who is signed in; `null` for nobody, `undefined` while that is found out. */
  who = $state.raw<Who | null | undefined>(undefined);
  #access: { token: string; until: number } | null = null;
  #coming: Promise<string> | null = null;

  /** Takes up the session that this tab had, if there is one. */
  async resume(): Promise<void> {
    if (!read()) this.who = null;
    else await this.token().catch(() => (this.who ??= null));
  }

  /** Signs in. */
  async begin(username: string, password: string): Promise<void> {
    this.#take(await call('/v1/sign-in', { username, password }));
  }

  /** Signs out here and on the server; that the server can't be told keeps nobody in. */
  async end(): Promise<void> {
    const token = this.#access?.token;
    this.#forget();
    if (token) await fetch('/v1/sign-out', { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  }

  /** Returns an access token that holds, and renews it when it is about to end. */
  async token(): Promise<string> {
    if (this.#access && this.#access.until - AHEAD > performance.now()) return this.#access.token;
    return this.renew();
  }

  /** Renews the session: whoever asks meanwhile waits for the same answer, as a refresh token can be used once. */
  renew(): Promise<string> {
    this.#coming ??= this.#renewed().finally(() => (this.#coming = null));
    return this.#coming;
  }

  async #renewed(): Promise<string> {
    const refresh_token = read();
    if (!refresh_token) {
      this.#forget();
      throw new Refused({ type: 'about:blank', title: 'Not signed in', status: 401, code: 'not_signed_in', detail: '', retryable: false });
    }
    try {
      return this.#take(await call('/v1/refresh', { refresh_token }));
    } catch (error) {
      if (error instanceof Refused && [401, 403].includes(error.problem.status)) this.#forget();
      throw error;
    }
  }

  #take(session: Session): string {
    const left = Date.parse(session.expires_at) - Date.parse(session.now);
    this.#access = { token: session.access_token, until: performance.now() + left };
    sessionStorage.setItem(KEY, session.refresh_token);
    const { worker, scope, county } = session;
    if (JSON.stringify(this.who) !== JSON.stringify({ worker, scope, county })) this.who = { worker, scope, county };
    return session.access_token;
  }

  #forget(): void {
    this.#access = null;
    sessionStorage.removeItem(KEY);
    this.who = null;
  }
}

/** The session of this tab. */
export const session = new SignedIn();

const read = (): string | null => sessionStorage.getItem(KEY);

async function call(path: string, body: Readonly<Record<string, string>>): Promise<Session> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch((error: unknown) => {
    throw unanswered(String(error));
  });
  if (!response.ok) throw await refusedBy(response);
  const session: Session = await response.json();
  return session;
}
