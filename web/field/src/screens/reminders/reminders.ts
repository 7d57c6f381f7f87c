// Reminders as their screen groups them, and as a calendar takes them.
import type { CalendarEvent } from '$core';
import type { ReminderRow } from '@doorstep/shared/face';
import type { State } from '$ui/state';

/** The groups of reminders in their order. */
export const GROUPS = ['overdue', 'today', 'later', 'done'] as const;
/** A group. */
export type Group = (typeof GROUPS)[number];

/** Returns the colour of a group. */
export const stateOf = (group: Group): State => (group === 'overdue' ? 'late' : group === 'today' ? 'due' : group === 'done' ? 'done' : 'waiting');

/** The reminder that a calendar rings for: its window, its words, minutes before as an alarm. */
export const eventOf = (row: ReminderRow, title: string): CalendarEvent => {
  const opens = Date.parse(row.opens);
  const minutes = Math.max(15, Math.min(60, Math.round((Date.parse(row.due) - opens) / 60_000)));
  return { uid: `${row.id}@doorstep`, at: opens, minutes, title, note: row.text, alarm: 0 };
};
