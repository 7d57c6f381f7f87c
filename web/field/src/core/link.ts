// The page's wire to its own worker: answers find their request, and a worker that died is replaced and asked again.
import type { Answer, Control, News, Request } from './message';
import { type Problem, Refused, problem } from './problem';

interface Waiting {
  request: Request;
  done: (answer: Answer) => void;
  /** How many workers died with it. */
  deaths: number;
}

/** What the link needs of a worker. */
export interface Port {
  postMessage(message: Request | Control): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer | News | { fatal: string }>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A request that two workers did not survive is refused, so that it cannot stop the app for good. */
const MOST_DEATHS = 2;
/** A worker that never said anything did not load: it is tried again, at most this much later. */
const LONGEST_WAIT_MS = 30_000;

/** The wire. */
export class Link {
  #port: Port | undefined;
  #waiting = new Map<string, Waiting>();
  /** Whether the present worker said anything yet. */
  #heard = false;
  #failures = 0;

  constructor(
    private readonly make: () => Port,
    private readonly hear: (news: News) => void,
    private readonly later: (ms: number, then: () => void) => void = (ms, then) => void setTimeout(then, ms),
  ) {}

  /** Starts the worker, unless it runs. */
  start(): void {
    if (this.#port) return;
    const port = this.make();
    this.#port = port;
    this.#heard = false;
    port.onmessage = ({ data }) => {
      if (this.#port !== port) return;
      this.#heard = true;
      this.#failures = 0;
      if ('news' in data) this.hear(data);
      else if ('fatal' in data) this.#replace(port);
      else this.#answer(data);
    };
    port.onerror = () => {
      if (this.#port !== port) return;
      if (this.#heard) this.#replace(port);
      else this.#loadAgain(port);
    };
    for (const { request } of this.#waiting.values()) port.postMessage(request);
  }

  /** Sends a request; its bytes are copied, so that it can be sent again. */
  send(request: Request): Promise<Answer> {
    return new Promise((done, fail) => {
      const settle = (answer: Answer): void => {
        if (answer.problem) fail(new Refused(answer.problem));
        else done(answer);
      };
      this.#waiting.set(request.id, { request, done: settle, deaths: 0 });
      if (this.#port) this.#port.postMessage(request);
      else if (this.#failures === 0) this.start();
    });
  }

  /** Says something to this page's own worker that wants no answer. */
  control(control: Control['control']): void {
    this.#port?.postMessage({ control } satisfies Control);
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    waiting?.done(answer);
  }

  #end(port: Port): void {
    port.terminate();
    this.#port = undefined;
  }

  /** The worker did not load, as without network at the first start: nothing that waits is to blame. */
  #loadAgain(port: Port): void {
    this.#end(port);
    this.#failures += 1;
    this.later(Math.min(500 * 2 ** this.#failures, LONGEST_WAIT_MS), () => this.start());
  }

  /** The worker died of something that it was asked. */
  #replace(port: Port): void {
    this.#end(port);
    const failed: Problem = problem('app_failed', { retryable: true });
    for (const [id, waiting] of this.#waiting) {
      waiting.deaths += 1;
      if (waiting.deaths >= MOST_DEATHS) this.#answer({ id, problem: failed });
    }
    this.start();
  }
}
