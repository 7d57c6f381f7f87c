// Who is signed in: the access token in memory, the refresh token with this tab, each refresh once for all who wait for it.
import { Refused, refusedBy, unanswered } from './refused';
import { type Lent, Siblings } from './siblings';
import type { Me, Session } from './types';

const KEY = 'doorstep-desk-refresh';
/** By what a tab knows its own store. */
const TAB = 'doorstep-desk-tab';
/** How long a page that was left may take to be gone, in milliseconds: as a rule, and on a busy computer. */
const [GONE, GONE_AT_LAST] = [500, 5_000];
/** How long before its end an access token is renewed, in milliseconds. */
const AHEAD = 30_000;

/** What the desk knows of the one who is signed in. */
export type Who = Pick<Me, 'worker' | 'scope' | 'county'>;

class SignedIn {
  /** Who is signed in; `null` for nobody, `undefined` while that is found out. */
  who = $state.raw<Who | null | undefined>(undefined);
  /** The session ended by itself: the one who was signed in is asked to sign in again. */
  ended = $state(false);
  #access: { token: string; until: number } | null = null;
  #coming: Promise<string> | null = null;
  #lent: Lent | null = null;
  #siblings: Siblings | null = null;

  /** Takes up the session that this tab had, or borrows that of another tab. */
  async resume(): Promise<void> {
    this.#siblings ??= new Siblings({ lend: () => this.#lend(), ended: () => this.#forget() });
    if (!(await isAlone(GONE))) {
      // Whoever holds the store lends; a page that is going does not any more, and is waited for.
      const lent = await this.#siblings.borrow();
      if (lent || !(await isAlone(GONE_AT_LAST))) forgetStore();
      if (lent) return void this.#hold(lent);
    }
    await this.token().catch(() => (this.who ??= null));
  }

  /** Signs in. */
  async begin(username: string, password: string): Promise<void> {
    this.#take(await call('/v1/sign-in', { username, password }));
  }

  /** Signs out here and on the server; that the server can't be told keeps nobody in. */
  async end(): Promise<void> {
    const token = this.#access?.token;
    this.#forget();
    this.#siblings?.end();
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
      const lent = await this.#siblings?.borrow();
      if (lent) return this.#hold(lent);
      this.#forget();
      throw new Refused({ type: 'about:blank', title: 'Not signed in', status: 401, code: 'not_signed_in', detail: '', retryable: false });
    }
    try {
      return this.#take(await call('/v1/refresh', { refresh_token }));
    } catch (error) {
      if (error instanceof Refused && [401, 403].includes(error.problem.status)) {
        this.ended = Boolean(this.who);
        this.#forget();
      }
      throw error;
    }
  }

  #take(session: Session): string {
    sessionStorage.setItem(KEY, session.refresh_token);
    const { access_token, expires_at, now, worker, scope, county } = session;
    return this.#hold({ access_token, expires_at, now, worker, scope, county });
  }

  /** What is lent is at most as old as it is for this tab, and renewed when it is about to end. */
  async #lend(): Promise<Lent | null> {
    if (!read()) return null;
    await this.token();
    if (!this.#lent || !this.#access) return null;
    const left = this.#access.until - performance.now();
    return { ...this.#lent, now: new Date(Date.parse(this.#lent.expires_at) - left).toISOString() };
  }

  #hold(session: Lent): string {
    const left = Date.parse(session.expires_at) - Date.parse(session.now);
    this.#access = { token: session.access_token, until: performance.now() + left };
    this.#lent = session;
    this.ended = false;
    const { worker, scope, county } = session;
    if (JSON.stringify(this.who) !== JSON.stringify({ worker, scope, county })) this.who = { worker, scope, county };
    return session.access_token;
  }

  #forget(): void {
    this.#access = null;
    this.#lent = null;
    forgetToken();
    this.who = null;
  }
}

/** The session of this tab. */
export const session = new SignedIn();

const read = (): string | null => sessionStorage.getItem(KEY);
const forgetToken = (): void => sessionStorage.removeItem(KEY);

/**
 * Tells whether this tab is the only one with its store: a browser that duplicates a tab copies the store too, and a refresh
 * token that came twice would end the session for both.
 */
async function isAlone(patience: number): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  const name = sessionStorage.getItem(TAB) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB, name);
  return new Promise((done) => {
    // A page that was just left may hold its lock a moment longer; this one's is held as long as it is there.
    const wait = { signal: AbortSignal.timeout(patience) };
    navigator.locks.request(`${TAB}-${name}`, wait, () => (done(true), new Promise(() => undefined))).catch(() => done(false));
  });
}

/** Lets go of a store that is another tab's. */
function forgetStore(): void {
  forgetToken();
  sessionStorage.removeItem(TAB);
}

async function call(path: string, body: Readonly<Record<string, string>>): Promise<Session> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch((error: unknown) => {
    throw unanswered(String(error));
  });
  if (!response.ok) throw await refusedBy(response);
  const session: Session = await response.json();
  return session;
}
