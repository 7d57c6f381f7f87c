// The tabs of one browser: a new one borrows the session of another, whose refresh token stays its own; all sign out together.
import type { Session } from './types';

/** What a tab lends to another: everything but the refresh token. */
export type Lent = Pick<Session, 'access_token' | 'expires_at' | 'now' | 'worker' | 'scope' | 'county'>;

/** What tabs say to each other. */
type Said =
  | { readonly kind: 'ask'; readonly by: string }
  | { readonly kind: 'lend'; readonly to: string; readonly lent: Lent }
  | { readonly kind: 'ended' };

/** What a tab does when others speak. */
export interface Listener {
  /** Returns what can be lent; `null` when this tab has nothing of its own. */
  lend(): Promise<Lent | null>;
  /** The session ended in another tab. */
  ended(): void;
}

const NAME = 'doorstep-desk';
/** How long a tab waits for another one to lend, in milliseconds. */
const PATIENCE = 400;

/** The other tabs. */
export class Siblings {
  readonly #channel = new BroadcastChannel(NAME);
  readonly #me = crypto.randomUUID();
  readonly #waiting = new Set<(lent: Lent) => void>();

  constructor(listener: Listener) {
    this.#channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'ended') listener.ended();
      else if (data.kind === 'lend' && data.to === this.#me) for (const take of this.#waiting) take(data.lent);
      else if (data.kind === 'ask') void this.#answer(data.by, listener);
    };
  }

  /** Asks the others; `null` when none lends. */
  borrow(): Promise<Lent | null> {
    return new Promise((done) => {
      const end = (lent: Lent | null): void => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        done(lent);
      };
      const timer = setTimeout(() => end(null), PATIENCE);
      this.#waiting.add(end);
      this.#say({ kind: 'ask', by: this.#me });
    });
  }

  /** Tells the others that the session ended. */
  end(): void {
    this.#say({ kind: 'ended' });
  }

  /** Hears and says nothing more. */
  close(): void {
    this.#channel.close();
  }

  async #answer(to: string, listener: Listener): Promise<void> {
    const lent = await listener.lend().catch(() => null);
    if (lent) this.#say({ kind: 'lend', to, lent });
  }

  #say(said: Said): void {
    this.#channel.postMessage(said);
  }
}
