// Does what was touched, and says in plain words when it was refused; nothing is lost then.
import { problemOf } from '$core';
import { sayProblem } from '$i18n';
import { toasts } from '$ui/toasts.svelte';

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
