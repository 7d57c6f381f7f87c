// Makes pictures small and fit as evidence, in a worker that is there while pictures are taken and a minute longer.
import type { Prepared } from '@doorstep/shared/face';
import { Refused, problem, problemOf } from './problem';

/** A picture that is ready to be taken into a draft or added to a record. */
export interface PreparedPhoto {
  /** Everything that is known of it but its bytes. */
  made: Prepared;
  photo: Uint8Array;
  thumb: Uint8Array;
}

/** What the worker answers. */
export type PhotoAnswer = PreparedPhoto | { problem: unknown };

/** What is needed of a worker; it loads its program as soon as it starts. */
export interface PhotoPort {
  postMessage(message: Uint8Array, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<PhotoAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A weak phone takes some seconds for a picture; a minute is none. */
const TOO_LONG_MS = 60_000;
/** How long the worker stays for another picture; then it gives its memory back. */
export const STAYS_MS = 60_000;

/** Prepares pictures, one after the other. */
export class Photos {
  #port: PhotoPort | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** How many want it to stay: open cameras, and pictures that wait. */
  #wanted = 0;
  #leaves: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly make: () => PhotoPort) {}

  /** Keeps the worker ready, as while a camera is open; call what it returns when that is over. */
  ready(): () => void {
    this.#wanted += 1;
    clearTimeout(this.#leaves);
    this.#port ??= this.make();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#wanted -= 1;
      if (this.#wanted === 0) this.#leaves = setTimeout(() => this.#end(), STAYS_MS);
    };
  }

  prepare(blob: Blob): Promise<PreparedPhoto> {
    const over = this.ready();
    const mine = this.#last.then(() => this.#once(blob)).finally(over);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #once(blob: Blob): Promise<PreparedPhoto> {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const port = (this.#port ??= this.make());
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const answer = await new Promise<PhotoAnswer>((done, fail) => {
        const failed = (): void => fail(new Refused(problem('app_failed', { retryable: true })));
        timer = setTimeout(failed, TOO_LONG_MS);
        port.onmessage = ({ data }) => done(data);
        port.onerror = failed;
        port.postMessage(bytes, [bytes.buffer]);
      });
      if ('problem' in answer) throw new Refused(problemOf(answer.problem));
      return answer;
    } catch (thrown) {
      // What a worker did not survive, or refused, is behind it for good.
      this.#end();
      throw thrown;
    } finally {
      clearTimeout(timer);
    }
  }

  #end(): void {
    this.#port?.terminate();
    this.#port = undefined;
  }
}
