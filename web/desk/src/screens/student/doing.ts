// What every act of the desk has in common: it is said, it can be undone by withdrawing the fact, and what is shown is asked for again.
import { api, asRefused, type Refused } from '$api';
import { sayProblem, t } from '$i18n';
import { stream } from '$live';
import { toasts } from '$ui/toasts.svelte';

/** Withdraws facts that were just recorded. */
async function undo(facts: readonly string[]): Promise<void> {
  try {
    for (const id of facts) await api.post('/v1/facts/{id}/retract', { path: { id }, body: { reason: t('deed.undo_reason') } });
    toasts.say(t('deed.undone'));
  } catch (error) {
    toasts.say(sayProblem(asRefused(error)));
  }
  stream.bump();
}

/** Says what was done, with the way back. */
export function did(text: string, facts: readonly string[]): void {
  toasts.say(text, facts.length > 0 ? () => void undo(facts) : null);
  stream.bump();
}

/** Tries an act; returns why it came to nothing, else `null`. */
export async function attempt(act: () => Promise<void>): Promise<Refused | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return asRefused(error);
  }
}
