// What the reader is offered, as the server says; whether it is done, the server decides again.
import { session, type CaseFollowUp, type TimelineEntry } from '$api';
import type { Page } from './page';

/** An act on a follow-up. */
export type Work = 'accept' | 'complete' | 'send_back' | 'hand_on';

/** Tells whether the reader is offered a kind of act about the student, or a look at what is named. */
export function may(page: Page, act: string): boolean {
  return page.student.may.includes(act);
}

/** Tells whether the reader is offered something with an open follow-up: those of the queues that they can read. */
export function mayWork(page: Page, followUp: CaseFollowUp, act: Work): boolean {
  if (act === 'hand_on') return may(page, act);
  if (!page.queued.has(followUp.id)) return false;
  return act === 'accept' ? followUp.state !== 'accepted' : act === 'send_back' ? followUp.state !== 'sent_back' : true;
}

/** Tells whether the reader is offered to withdraw a record: their own. */
export function mayWithdraw(entry: TimelineEntry): boolean {
  return entry.author.id === session.who?.worker.id && entry.kind !== 'retraction' && !entry.unreadable;
}
