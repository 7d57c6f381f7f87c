// What the core opens, settles and refers, said in plain words.
import type { FollowUp } from '@doorstep/shared/face';
import { sayDue, t, word } from '$i18n';
import { clock, ms } from '../../clock.svelte';
import { sayOwner } from '@doorstep/shared/say/names.ts';

/** Says what a follow-up asks for: its step of the ladder, else why it is there. */
export function sayWhat(followUp: Pick<FollowUp, 'reason' | 'step'>): string {
  const { reason, step } = followUp;
  return step === null ? word('reason', reason) : word('step_number', String(step));
}

/** Says who must do it and by when. */
export function sayBy(followUp: Pick<FollowUp, 'owner' | 'due_at'>): string {
  return t('visit.by_whom', { who: sayOwner(followUp.owner), when: sayDue(ms(followUp.due_at), Date.now(), clock.offset) });
}
