// Answers of one touch, each with a way back: a promise kept or broken, a reminder done or dropped.
import { core } from '$core';
import type { Payloads, Work } from '@doorstep/shared/face';
import { t } from '$i18n';
import { toasts } from '$ui/toasts.svelte';
import { attempt } from '../../trying.svelte';

type Subject = Pick<Work, 'student' | 'name' | 'subject'>;

/** Says that a promise was kept or broken. */
export async function settlePromise({ student, name, subject }: Subject, kept: boolean): Promise<void> {
  if (subject === null) return;
  const said = t(kept ? 'today.said_kept' : 'today.said_broken', { name });
  await withWayBack(student, 'promise_settled', { promise: subject, kept }, said);
}

/** Says that a reminder was carried out or dropped. */
export async function answerReminder({ student, name, subject }: Subject, carriedOut: boolean): Promise<void> {
  if (subject === null) return;
  const said = t(carriedOut ? 'today.said_reminded' : 'today.said_dropped', { name });
  await withWayBack(student, 'reminder_done', { reminder: subject, carried_out: carriedOut }, said);
}

/** Records an act and offers to withdraw it. */
export async function withWayBack<K extends keyof Payloads>(
  student: string,
  kind: K,
  payload: Payloads[K],
  said: string,
): Promise<void> {
  const { id } = await core.ask('act', { student, kind, payload });
  toasts.say(said, () => {
    void attempt(async () => {
      await core.ask('retract', { of: id, reason: t('today.undone_reason') });
    });
  });
}
