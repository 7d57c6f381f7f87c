// What the reader is offered: what the server's answer says, else what their role is shown; whether it is done, the server decides.
import { session, type CaseFollowUp, type Me, type TimelineEntry } from '$api';
import type { Page } from './page';

type Role = Me['worker']['role'];

/** An act on a follow-up. */
export type Work = 'accept' | 'complete' | 'send_back' | 'hand_on';

const attending: readonly Role[] = ['teacher', 'principal'];
const visiting: readonly Role[] = ['teacher', 'principal', 'committee', 'township'];

/** What is shown to whom where the server's answer does not say. */
const SHOWN: Readonly<Record<string, readonly Role[]>> = {
  guardian_contact: visiting,
  absence_report: attending,
  return_to_class: attending,
  promise_settled: visiting,
  status_request: attending,
  status_check: ['principal'],
  status_approval: ['supervisor'],
  dropout_report: ['principal'],
  referral_sent: visiting,
  referral_answered: ['department'],
  notice_served: ['township', 'department', 'supervisor'],
  evidence_explained: ['supervisor'],
  export_photo: ['principal', 'township', 'supervisor'],
  unmask_identity: ['principal', 'supervisor'],
  hand_on: ['township', 'supervisor'],
};

/** Tells whether the reader’s role is shown an act. */
export const isShown = (act: string): boolean => {
  const role = session.who?.worker.role;
  return role !== undefined && (SHOWN[act]?.includes(role) ?? false);
};

/** Tells whether the reader is offered a kind of act about the student, or a look at what is named. */
export function may(page: Page, act: string): boolean {
  return page.student.may?.includes(act) ?? isShown(act);
}

/** Tells whether the reader is offered something with an open follow-up: those of the queues that they can read. */
export function mayWork(page: Page, followUp: CaseFollowUp, act: Work): boolean {
  const said = page.queued.get(followUp.id);
  if (said?.may) return said.may[act];
  if (act === 'hand_on') return isShown('hand_on');
  if (!said) return false;
  return act === 'accept' ? followUp.state !== 'accepted' : act === 'send_back' ? followUp.state !== 'sent_back' : true;
}

/** Tells whether the reader is offered to withdraw a record: their own. */
export function mayWithdraw(entry: TimelineEntry): boolean {
  return entry.author.id === session.who?.worker.id && entry.kind !== 'retraction' && !entry.unreadable;
}
