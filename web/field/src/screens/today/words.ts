// A piece of work in words: why it is to be done and what the button that begins it says.
import type { Work } from '@doorstep/shared/face';
import { t, word } from '$i18n';

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
  return t('today.step', { n: step, name: word('step_number', String(step)) });
}
