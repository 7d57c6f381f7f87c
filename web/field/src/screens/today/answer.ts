// Answers of one touch, each with a way back: a promise kept or broken, a reminder done or dropped.
import { core } from '$core';
import type { Work } from '@doorstep/shared/face';
import { t } from '@doorstep/shared/i18n/index.svelte.ts';
import { toasts } from '$ui/toasts.svelte.ts';
import { attempt } from './attempt.ts';

type Subject = Pick<Work, 'student' | 'name' | 'subject'>;

/** Says that a promise was kept or broken. */
export async function settlePromise(work: Subject, kept: boolean): Promise<void> {
  const payload = { promise: work.subject, kept };
  const said = t(kept ? 'today.said_kept' : 'today.said_broken', { name: work.name });
  await withWayBack(work.student, 'promise_settled', payload, said);
}

/** Says that a reminder was carried out or dropped. */
export async function answerReminder(work: Subject, carriedOut: boolean): Promise<void> {
  const payload = { reminder: work.subject, carried_out: carriedOut };
  const said = t(carriedOut ? 'today.said_reminded' : 'today.said_dropped', { name: work.name });
  await withWayBack(work.student, 'reminder_done', payload, said);
}

/** Records an act and offers to withdraw it. */
export async function withWayBack(student: string, kind: string, payload: object, said: string): Promise<void> {
  const { id } = await core.ask('act', { student, kind, payload });
  toasts.say(said, () => {
    void attempt(async () => {
      await core.ask('retract', { of: id, reason: t('today.undone_reason') });
    });
  });
}
