// Something that is tried at a touch: whether it goes on, and why it was refused; nothing is lost then.
import { type Problem, problemOf } from '$core';
import { sayProblem } from '$i18n';
import { toasts } from '$ui/toasts.svelte';

/** One thing at a time. */
export class Trying {
  #busy = $state(false);
  /** Why the last try was refused, or what else went wrong beside it. */
  problem = $state.raw<Problem | null>(null);

  /** Whether it goes on. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Does it, unless something goes on already; tells whether it was done. */
  async run(what: () => Promise<unknown>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.problem = null;
    try {
      await what();
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  /** Does it likewise, where the screen has no place for a problem: it is said in passing. */
  async runAndSay(what: () => Promise<unknown>): Promise<boolean> {
    const done = await this.run(what);
    if (this.problem) toasts.say(sayProblem(this.problem));
    return done;
  }
}

/** Does what may be done twice at a time, and says in passing when it was refused; tells whether it was done. */
export const attempt = (what: () => Promise<unknown>): Promise<boolean> => new Trying().runAndSay(what);
