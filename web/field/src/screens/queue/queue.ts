// What the queue's screen shows of its work: which part is picked, and the colour that a word says as well.
import type { QueueWork } from '@doorstep/shared/face';
import type { State } from '$ui/state';

/** The parts of the queue that can be picked. */
export const PARTS = ['all', 'late', 'today', 'accepted'] as const;
/** A part of the queue. */
export type Part = (typeof PARTS)[number];

/** Tells whether a piece of work belongs to a part. */
export const isIn = (part: Part, work: QueueWork): boolean => {
  if (part === 'late') return work.when === 'late';
  if (part === 'today') return work.when === 'today';
  if (part === 'accepted') return work.state === 'accepted';
  return true;
};

/** Returns the work of a part, in the core's order. */
export const partOf = (part: Part, work: readonly QueueWork[]): QueueWork[] => work.filter((w) => isIn(part, w));

/** Returns the colour of a piece of work. */
export const stateOf = (work: Pick<QueueWork, 'when'>): State =>
  work.when === 'late' ? 'late' : work.when === 'today' ? 'due' : 'waiting';

/** Where the next act of a follow-up leads; null when it is done in its own sheet. */
export const wayOf = (work: Pick<QueueWork, 'next' | 'student' | 'subject'>): string | null => {
  const contact = `/contact/${work.student}?follow_up=${work.subject ?? ''}`;
  if (work.next === 'contact' || work.next === 'persuade') return contact;
  return null;
};
