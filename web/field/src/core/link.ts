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
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer | News | { fatal: string }>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A request that two workers did not survive is refused, so that it cannot stop the app for good. */
const MOST_DEATHS = 2;

/** The wire. */
export class Link {
  #port: Port | undefined;
  #waiting = new Map<string, Waiting>();

  constructor(
    private readonly make: () => Port,
    private readonly hear: (news: News) => void,
  ) {}

  /** Starts the worker, unless it runs. */
  start(): void {
    this.#running();
  }

  #running(): Port {
    if (this.#port) return this.#port;
    const port = this.make();
    this.#port = port;
    port.onmessage = ({ data }) => {
      if (this.#port !== port) return;
      if ('news' in data) this.hear(data);
      else if ('fatal' in data) this.#restart();
      else this.#answer(data);
    };
    port.onerror = () => {
      if (this.#port === port) this.#restart();
    };
    return port;
  }

  /** Sends a request; its bytes are copied, so that it can be sent again. */
  send(request: Request): Promise<Answer> {
    const port = this.#running();
    return new Promise((done, fail) => {
      const settle = (answer: Answer): void => {
        if (answer.problem) fail(new Refused(answer.problem));
        else done(answer);
      };
      this.#waiting.set(request.id, { request, done: settle, deaths: 0 });
      port.postMessage(request);
    });
  }

  /** Says something to this page's own worker that wants no answer. */
  control(control: Control['control']): void {
    this.#running().postMessage({ control } satisfies Control);
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    waiting?.done(answer);
  }

  #restart(): void {
    this.#port?.terminate();
    this.#port = undefined;
    const failed: Problem = problem('app_failed', { retryable: true });
    for (const [id, waiting] of this.#waiting) {
      waiting.deaths += 1;
      if (waiting.deaths >= MOST_DEATHS) this.#answer({ id, problem: failed });
    }
    const port = this.#running();
    for (const { request } of this.#waiting.values()) port.postMessage(request);
  }
}
