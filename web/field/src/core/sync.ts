// Drives the sync machine: carries its calls while the core stays free for the screens, and comes back when it says so.
import type { Face, SyncReport } from '@doorstep/shared/face';
import { type Problem, problemOf } from './problem';
import { type Reply, carry } from './transport';

type Network = Face['sync_next']['ask']['network'];

/** What the driver needs. */
export interface SyncPorts {
  /** Asks the machine, `anew` when a network that was missing is not to be waited for; throws a problem. */
  next(network: Network, anew: boolean): Promise<{ step: Face['sync_next']['answer']; body: Uint8Array | undefined }>;
  /** Hands the machine what came. */
  answer(reply: Reply): Promise<void>;
  fetch: typeof fetch;
  /** Whether `fetch` gives bodies as they came, in the coding that they name. */
  coded: boolean;
  network(): Network;
  online(): boolean;
  now(): number;
  /** Calls back later; returns how to call it off. */
  later(ms: number, then: () => void): () => void;
  /** Lets everything that waits for the core go first. */
  pause(): Promise<void>;
  /** Hears that a run began or ended, with what it did; the run is over when this is. */
  running(is: boolean): void | Promise<void>;
  bytes(way: 'sent' | 'received', count: number): void;
  /** Hears what a run did that is over. */
  done(report: SyncReport): void;
  /** Hears what a run did that has to wait. */
  waits(report: SyncReport): void;
  failed(problem: Problem): void;
}

/** How long after a write the sync starts, so that a few taps make one call. */
export const AFTER_WRITE_MS = 1_000;
/** How long after a storage problem it is tried again. */
const AFTER_PROBLEM_MS = 60_000;
/** A wait is looked at again at least this often: clocks are set, and phones sleep. */
const LONGEST_LOOK_MS = 15 * 60_000;

/** The driver. */
export class SyncDriver {
  #run: Promise<void> | undefined;
  #again = false;
  #anew = false;
  #callOff: (() => void) | undefined;
  #due = Number.POSITIVE_INFINITY;
  #stopped = new AbortController();

  constructor(private readonly ports: SyncPorts) {}

  /** Syncs after a while, or sooner if that was already set; `anew` as {@link run} has it. */
  poke(ms = 0, anew = false): void {
    if (this.#stopped.signal.aborted) return;
    this.#anew ||= anew;
    if (this.#run) {
      this.#again = true;
      return;
    }
    const due = this.ports.now() + ms;
    if (due >= this.#due) return;
    this.#callOff?.();
    this.#due = due;
    this.#callOff = this.ports.later(ms, () => void this.run());
  }

  /**
   * Syncs now; comes back when it is done or has to wait. `anew` when a person asks, or the network has come back: then
   * a network that was missing before is no reason to wait.
   */
  run(anew = false): Promise<void> {
    this.#anew ||= anew;
    this.#callOff?.();
    this.#callOff = undefined;
    this.#due = Number.POSITIVE_INFINITY;
    this.#run ??= this.#whole().finally(() => {
      this.#run = undefined;
      const again = this.#again;
      this.#again = false;
      if (again) this.poke(AFTER_WRITE_MS);
    });
    return this.#run;
  }

  /** Ends it for good; a call on its way is cut, which is as if its reply was lost. */
  stop(): void {
    this.#stopped.abort();
    this.#callOff?.();
  }

  async #whole(): Promise<void> {
    // Without a network the machine would only learn to wait longer.
    if (this.#stopped.signal.aborted || !this.ports.online()) return;
    void this.ports.running(true);
    let wait: number | undefined;
    try {
      wait = await this.#steps();
    } catch (thrown) {
      if (!this.#stopped.signal.aborted) {
        const problem = problemOf(thrown);
        if (problem.retryable) wait = AFTER_PROBLEM_MS;
        this.ports.failed(problem);
      }
    } finally {
      if (!this.#stopped.signal.aborted) await this.ports.running(false);
    }
    if (wait !== undefined && !this.#stopped.signal.aborted) this.#later(wait);
  }

  /** Goes on until it is done, or returns how long to wait. */
  async #steps(): Promise<number | undefined> {
    const { signal } = this.#stopped;
    for (;;) {
      if (signal.aborted) return undefined;
      const anew = this.#anew;
      this.#anew = false;
      const { step, body } = await this.ports.next(this.ports.network(), anew);
      if (signal.aborted) return undefined;
      if (step.step === 'done') {
        this.ports.done(step.report);
        return undefined;
      }
      if (step.step === 'wait') {
        this.ports.waits(step.report);
        return step.until - this.ports.now();
      }
      const reply = await carry(step.call, body, {
        fetch: this.ports.fetch,
        coded: this.ports.coded,
        signal,
        bytes: (way, count) => this.ports.bytes(way, count),
      });
      if (signal.aborted) return undefined;
      await this.ports.pause();
      await this.ports.answer(reply);
      await this.ports.pause();
    }
  }

  /** Sets the next look, in the run's own turn: nothing else is set then. */
  #later(ms: number): void {
    const wait = Math.min(Math.max(ms, AFTER_WRITE_MS), LONGEST_LOOK_MS);
    this.#due = this.ports.now() + wait;
    this.#callOff = this.ports.later(wait, () => void this.run());
  }
}
