// What is shown stays what holds: the server's stream of changes, and answers that are asked for again after one.
import { type Refused, asRefused, send, session } from '$api';
import { untrack } from 'svelte';

/** How long nothing may come before the connection counts as lost, in milliseconds: three beats. */
const SILENCE = 45_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** How old what is shown may get: something merely becomes late without any change on the server. */
const OLD = 60_000;
/** How long changes are gathered before what is shown is asked for again, in milliseconds. */
const BREATH = 2_000;

/** How the stream stands. */
export type Link = 'opening' | 'live' | 'lost';

class Stream {
  /** How the connection stands. */
  link = $state<Link>('opening');
  /** Counts the changes that were heard of; reading it follows them. */
  changes = $state(0);
  /** When the newest state was that the server spoke of. */
  asOf = $state<string | null>(null);
  /** When something was heard last, in ms since 1970. */
  heard = $state<number | null>(null);
  #soon: ReturnType<typeof setTimeout> | undefined;
  #asked = Date.now();

  /** Listens until it is stopped: through lost connections and ended tokens. */
  start(): () => void {
    const stop = new AbortController();
    void this.#listen(stop.signal);
    return () => stop.abort();
  }

  /** Notes that something was done here, so that what is shown is asked for again at once. */
  bump(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#asked = Date.now();
    this.changes += 1;
  }

  /** Notes that something changed elsewhere: a busy county is not asked more often than it can be read. */
  #changed(): void {
    this.#soon ??= setTimeout(() => (document.hidden ? this.#whenSeen() : this.bump()), BREATH);
  }

  #whenSeen(): void {
    document.addEventListener('visibilitychange', () => this.bump(), { once: true });
  }

  async #listen(stop: AbortSignal): Promise<void> {
    let pause = FIRST_PAUSE;
    let behind = false;
    while (!stop.aborted && session.who) {
      const began = Date.now();
      try {
        await this.#hear(stop, behind);
      } catch {
        // Told by `link`; what to do is the same for every reason: try again.
      }
      if (stop.aborted) return;
      // A stream ends with its token; that is no loss unless the next one can't be opened.
      pause = Date.now() - began > LONGEST_PAUSE ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      behind = true;
      if (this.link !== 'live' || Date.now() - began < 5_000) this.link = 'lost';
      await wait(pause, stop);
    }
  }

  async #hear(stop: AbortSignal, behind: boolean): Promise<void> {
    const silent = new AbortController();
    const end = (): void => silent.abort();
    stop.addEventListener('abort', end);
    let timer = setTimeout(end, SILENCE);
    try {
      const response = await send('GET', '/v1/live', { signal: silent.signal }, 'text/event-stream');
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      if (!reader) return;
      this.link = 'live';
      if (behind) this.bump();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(end, SILENCE);
        this.heard = Date.now();
        const parts = (rest + value).split(/\r?\n\r?\n/);
        rest = parts.pop() ?? '';
        for (const part of parts) this.#take(part);
      }
    } catch (error) {
      if (!stop.aborted) this.link = 'lost';
      throw error;
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
    }
  }

  #take(event: string): void {
    const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(event)?.[1] ?? '';
    const said: unknown = parsed(field('data'));
    const asOf: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'as_of') : null;
    if (typeof asOf === 'string') this.asOf = asOf;
    if (field('event') === 'changed' || Date.now() - this.#asked > OLD) this.#changed();
  }
}

/** The stream of changes. */
export const stream = new Stream();

/** An answer that is kept as it holds. */
export interface Live<T> {
  /** The newest answer; the one before it stays until the next is there, also when asking failed. */
  readonly value: T | undefined;
  /** Why the newest asking failed; `null` when it did not. */
  readonly error: Refused | null;
  /** Whether the first answer to the present question is being waited for. */
  readonly loading: boolean;
  /** Asks again. */
  again(): void;
}

/**
 * Asks a question of the server, and asks again after every change of what the question reads and of the server's data.
 * Everything that the question reads before its first `await` is followed. Call it while a component is made.
 */
export function live<T>(question: (signal: AbortSignal) => Promise<T>): Live<T> {
  let value = $state.raw<T>();
  let error = $state.raw<Refused | null>(null);
  let loading = $state(true);
  let turn = $state(0);

  let heard = -1;
  $effect(() => {
    const { changes } = stream;
    void turn;
    const stop = new AbortController();
    // What only came to be out of date is renewed in silence; a new question shows that it is being asked.
    if (untrack(() => value === undefined) || heard === changes) loading = true;
    heard = changes;
    asking(question, stop.signal).then(
      (answer) => {
        if (stop.signal.aborted) return;
        [value, error, loading] = [answer, null, false];
      },
      (reason: unknown) => {
        if (stop.signal.aborted) return;
        [error, loading] = [asRefused(reason), false];
      },
    );
    return () => stop.abort();
  });

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    again() {
      turn += 1;
    },
  };
}

async function asking<T>(question: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  return question(signal);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wait(duration: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, duration);
    stop.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
  });
}
