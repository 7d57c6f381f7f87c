// Does what was touched, and says in plain words when it was refused; nothing is lost then.
import { problemOf } from '$core';
import { sayProblem } from '@doorstep/shared/i18n/index.svelte.ts';
import { toasts } from '$ui/toasts.svelte.ts';

/** Returns whether it was done. */
export async function attempt(what: () => Promise<void>): Promise<boolean> {
  try {
    await what();
    return true;
  } catch (thrown) {
    toasts.say(sayProblem(problemOf(thrown)));
    return false;
  }
}
