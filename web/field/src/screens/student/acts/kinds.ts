// The acts that the student's screen offers: which record each makes, so that none is offered that would be refused.
import type { IconName } from '$ui/icons';

/** An act with its own sheet here. */
export type Sheeted = 'report_absence' | 'back_in_class' | 'refer' | 'status' | 'check_status' | 'report_dropout' | 'serve_notice' | 'complete' | 'remind';

/** An act as a button. */
export interface Offer {
  readonly act: Sheeted | 'contact';
  /** The kind of record that it makes. */
  readonly kind: string;
  readonly icon: IconName;
}

/** In the order of the screen. */
export const OFFERS: readonly Offer[] = [
  { act: 'contact', kind: 'guardian_contact', icon: 'phone' },
  { act: 'report_absence', kind: 'absence_report', icon: 'class' },
  { act: 'back_in_class', kind: 'return_to_class', icon: 'school' },
  { act: 'remind', kind: 'reminder_set', icon: 'reminder' },
  { act: 'refer', kind: 'referral_sent', icon: 'refer' },
  { act: 'status', kind: 'status_request', icon: 'flag' },
  { act: 'report_dropout', kind: 'dropout_report', icon: 'document' },
  { act: 'serve_notice', kind: 'notice_served', icon: 'document' },
];

const SHEETED: readonly string[] = ['report_absence', 'back_in_class', 'refer', 'status', 'check_status', 'report_dropout', 'serve_notice', 'complete', 'remind'];

/** Reads the act that an address asks for. */
export function sheeted(act: string | null): Sheeted | null {
  return act !== null && SHEETED.includes(act) ? (act as Sheeted) : null;
}
