// The wire to the native side of a phone's app: the core, the way to the server, the phone's owner and place.
import type { Sighting } from '@doorstep/shared/face';
import { type Problem, Refused, problem } from './problem';
import type { OpenCore, Program, Said } from './program';

/** What the native side puts into the page. */
export interface Channel {
  postMessage(text: string): void;
  onmessage: ((event: { data: string }) => void) | null;
}

declare global {
  interface Window {
    doorstepShell?: Channel;
  }
}

/** What is asked of the native side; bytes are base64. */
type Wish =
  | { do: 'open' | 'close' | 'exists' | 'erase' | 'pass' | 'here' }
  | { do: 'call'; now: number; entropy: string; ask: string; parts: string[] }
  | { do: 'carry'; method: string; path: string; headers: [string, string][]; part: string };

/** Its answer. */
interface Answer {
  id: string;
  ok?: unknown;
  problem?: Problem;
}

/** What came of a call to the server. */
interface Carried {
  status: number;
  headers: [string, string][];
  part: string;
}

/** How many bytes are written as text at a time: more are too many arguments. */
const AT_A_TIME = 0x8000;

/** Writes bytes as base64. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_A_TIME) {
    text += String.fromCharCode(...bytes.subarray(at, at + AT_A_TIME));
  }
  return btoa(text);
};

/** Reads bytes of base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const read = atob(text);
  const bytes = new Uint8Array(read.length);
  for (let at = 0; at < read.length; at += 1) bytes[at] = read.charCodeAt(at);
  return bytes;
};

/** Writes bytes in hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

const read = (text: string): Answer | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isAnswer(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Statuses that come without a body. */
const BARE = new Set([204, 205, 304]);

/** Tells whether the native side has closed the database by itself, as when the phone wanted its memory. */
const isClosed = (thrown: unknown): boolean =>
  thrown instanceof Refused && thrown.problem.code === 'wrong_state' && !thrown.problem.retryable;

/** The wire. */
export class Shell {
  #waiting = new Map<string, (answer: Answer) => void>();
  #asked = 0;
  /** Messages to a page that was here before carry its name, and find nobody. */
  readonly #page = toHex(crypto.getRandomValues(new Uint8Array(8)));
  /** What concerns the database goes one after the other, as the native side takes messages in no order. */
  #last: Promise<unknown> = Promise.resolve();
  #idle = 0;

  constructor(private readonly channel: Channel) {
    channel.onmessage = ({ data }) => {
      const answer = read(data);
      if (!answer) return;
      const done = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      done?.(answer);
    };
  }

  /** The core behind it; the key is the native side's own. */
  readonly program: Program = {
    open: async (): Promise<OpenCore> => {
      await this.#inTurn(() => this.#ask({ do: 'open' }));
      return {
        call: (now, entropy, ask, bytes) => this.#inTurn(() => this.#call(now, toHex(entropy), ask, bytes)),
        close: () => this.close(),
      };
    },
    exists: () => this.#inTurn(() => this.#ask<boolean>({ do: 'exists' })),
    erase: () => this.#inTurn(() => this.#ask<void>({ do: 'erase' })),
  };

  /** Closes the database, whoever opened it. */
  close(): void {
    void this.#inTurn(() => this.#ask({ do: 'close' })).catch(() => undefined);
  }

  /** Asks the phone's owner to prove themself; refuses when they did not. */
  pass(): Promise<void> {
    return this.#ask({ do: 'pass' });
  }

  /** Tells where the phone is, and whether the place is an invented one; null when that is not known. */
  here(): Promise<Sighting | null> {
    return this.#ask({ do: 'here' });
  }

  /** Fetches by the phone's own way to the server: bodies come whole and as they are coded. */
  readonly fetch = async (address: string | URL | Request, given: RequestInit = {}): Promise<Response> => {
    const { method = 'GET', body, signal } = given;
    const bytes = new Uint8Array(await new Response(body ?? null).arrayBuffer());
    const headers = [...new Headers(given.headers)];
    const wish: Wish = { do: 'carry', method, path: String(address), headers, part: toBase64(bytes) };
    signal?.throwIfAborted();
    const cut = new Promise<never>((_, fail) => {
      signal?.addEventListener('abort', () => fail(new DOMException('cut', 'AbortError')), { once: true });
    });
    const came = await Promise.race([this.#ask<Carried>(wish), cut]);
    const elsewhere = came.status >= 300 && came.status < 400 && !BARE.has(came.status);
    if (elsewhere && given.redirect === 'error') throw new TypeError('sent elsewhere');
    const said = BARE.has(came.status) ? null : fromBase64(came.part);
    return new Response(said, { status: came.status, headers: came.headers });
  };

  async #call(now: number, entropy: string, ask: string, bytes: Uint8Array[]): Promise<Said> {
    const wish: Wish = { do: 'call', now, entropy, ask, parts: bytes.map(toBase64) };
    const { json, parts, wrote } = await this.#ask<{ json: string; parts: string[]; wrote: boolean }>(wish).catch(
      async (thrown: unknown) => {
        if (!isClosed(thrown)) throw thrown;
        // The page has not locked: it goes on where it was.
        await this.#ask({ do: 'open' });
        return this.#ask<{ json: string; parts: string[]; wrote: boolean }>(wish);
      },
    );
    return { json, bytes: parts.map(fromBase64), wrote };
  }

  /** Does it when everything before is answered; at once when nothing is on its way. */
  #inTurn<T>(what: () => Promise<T>): Promise<T> {
    const mine = this.#idle === 0 ? what() : this.#last.then(what);
    this.#idle += 1;
    const over = (): void => void (this.#idle -= 1);
    this.#last = mine.then(over, over);
    return mine;
  }

  #ask<T>(wish: Wish): Promise<T> {
    const id = `${this.#page}-${(this.#asked += 1)}`;
    return new Promise((done, fail) => {
      this.#waiting.set(id, (answer) => {
        if (answer.problem) fail(new Refused(answer.problem));
        // The contract of both sides says what comes.
        else done(answer.ok as T);
      });
      try {
        this.channel.postMessage(JSON.stringify({ id, ...wish }));
      } catch {
        this.#waiting.delete(id);
        fail(new Refused(problem('app_failed', { retryable: true })));
      }
    });
  }
}
