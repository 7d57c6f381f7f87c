// Kinds of records by what they are about: the parts that a long timeline is read in.

/** A part of the timeline. */
export type Only = 'all' | 'visits' | 'contacts' | 'papers' | 'work';

/** The parts, in the order in which they are offered. */
export const ONLY: readonly Only[] = ['all', 'visits', 'contacts', 'papers', 'work'];

const OF: Readonly<Record<string, Only>> = {
  visit: 'visits',
  absence_report: 'visits',
  return_to_class: 'visits',
  guardian_contact: 'contacts',
  promise_settled: 'contacts',
  reminder_set: 'contacts',
  reminder_done: 'contacts',
  dropout_report: 'papers',
  notice_served: 'papers',
  status_request: 'papers',
  status_check: 'papers',
  status_approval: 'papers',
  referral_sent: 'papers',
  referral_answered: 'papers',
  follow_up_accepted: 'work',
  follow_up_done: 'work',
  follow_up_sent_back: 'work',
  follow_up_reassigned: 'work',
};

/** Tells whether a record belongs to a part. */
export function isOf(only: Only, kind: string): boolean {
  return only === 'all' || OF[kind] === only;
}
