// What the reader is offered, as the server says; whether it is done, the server decides again.
import { session, type TimelineEntry } from '$api';
import type { Page } from './page';

/** Tells whether the reader is offered a kind of act about the student, or a look at what is named. */
export function may(page: Page, act: string): boolean {
  return page.student.may.includes(act);
}

/** Tells whether the reader is offered to withdraw a record: their own. */
export function mayWithdraw(entry: TimelineEntry): boolean {
  return entry.author.id === session.who?.worker.id && entry.kind !== 'retraction' && !entry.unreadable;
}
