// A follow-up in words: why it exists, by when it is due and what it asks for.
import type { QueueWork } from '@doorstep/shared/face';
import { sayDue, sayLate, sayList, t, word } from '$i18n';
import { clock } from '../../clock.svelte';

/** Says why: the step of the ladder or the reason, then the concerns. */
export const sayWhy = (work: Pick<QueueWork, 'step' | 'reason' | 'concerns'>): string => {
  const reason = work.step ? t('queue.step', { n: work.step, name: word('step_number', String(work.step)) }) : word('reason', work.reason);
  const concerns = work.concerns.slice(0, 2).map((concern) => word('concern', concern)).filter((concern) => concern !== reason);
  return concerns.length > 0 ? t('queue.why', { reason, concerns: sayList(concerns) }) : reason;
};

/** Says by when, or how late it is. */
export const sayWhen = (work: Pick<QueueWork, 'late' | 'due_at'>): string => {
  const due = Date.parse(work.due_at);
  return work.late ? sayLate(due, clock.now, clock.offset) : sayDue(due, clock.now, clock.offset);
};

/** Says a part of the risk: a word of its own, or the group or concern that it is for. */
export const sayRisk = (key: string): string => {
  const [list = '', value] = key.split('.');
  return value === undefined ? word('risk', key) : word(list, value);
};
