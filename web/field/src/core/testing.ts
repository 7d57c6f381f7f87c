// What the tests put in the place of the browser: a place for small things, and a clock that is moved by hand.
import type { Kept } from './kept';

/** A place for small things in memory. */
export const keptInMemory = (): Kept & { all: Map<string, unknown> } => {
  const all = new Map<string, unknown>();
  return {
    all,
    get: <T>(name: string) => Promise.resolve(all.get(name) as T | undefined),
    put: (name, value) => Promise.resolve(void all.set(name, value)),
    remove: (name) => Promise.resolve(void all.delete(name)),
  };
};

/** Lets everything that is ready to run do so. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((done) => setTimeout(done));
};

/** A clock with timers that run when it is moved. */
export class Clock {
  ms = 1_790_000_000_000;
  #timers: { at: number; then: () => void }[] = [];

  readonly now = (): number => this.ms;

  readonly later = (ms: number, then: () => void): (() => void) => {
    const timer = { at: this.ms + ms, then };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  };

  /** Moves it, running what is due on the way. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.ms = Math.max(this.ms, next.at);
      next.then();
      await settle();
    }
    this.ms = end;
  }
}
