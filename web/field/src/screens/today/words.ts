// A piece of work in words: why it is to be done and what the button that begins it says.
import type { Work } from '@doorstep/shared/face';
import { t, word, type Key } from '@doorstep/shared/i18n/index.svelte.ts';

/** The grade and class, as far as they are known. */
export function sayClass(grade: number, number: number | null | undefined): string {
  const parts = { grade: word('grade', String(grade)), n: String(number ?? '') };
  return number ? t('today.class', parts) : parts.grade;
}

/** Why it is to be done: the step of the ladder, the visit's ground, the reminder's or promise's own words. */
export function sayWhy(work: Pick<Work, 'kind' | 'reason' | 'step' | 'text' | 'state'>): string {
  if (work.state === 'sent_back') return t('today.why_sent_back', { text: work.text });
  if (work.kind === 'promise') return t('today.why_promise', { text: work.text });
  if (work.kind === 'reminder') return work.text;
  if (work.reason === 'ladder' && work.step !== null) return sayStep(work.step);
  return word('reason', work.reason);
}

/** The step of the ladder with its number. */
export function sayStep(step: number): string {
  return t('today.step', { n: step, name: word('step', String(step)) });
}

const NEXT: Record<string, Key> = {
  visit: 'today.next_visit',
  joint_visit: 'today.next_joint_visit',
  contact: 'today.next_contact',
  persuade: 'today.next_contact',
  report_absence: 'today.next_report_absence',
  report_dropout: 'today.next_report_dropout',
  serve_notice: 'today.next_serve_notice',
  complete: 'today.next_complete',
  hand_on: 'today.next_hand_on',
  accept: 'today.next_accept',
  settle_promise: 'today.next_settle',
  answer_reminder: 'today.next_reminder',
  watch: 'today.next_watch',
};

/** What the button says. */
export function sayNext(next: string): string {
  return t(NEXT[next] ?? 'today.next_open');
}
