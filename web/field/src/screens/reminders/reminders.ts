// Reminders as their screen groups them, and as a calendar takes them.
import type { CalendarEvent } from '$core';
import type { ReminderRow } from '@doorstep/shared/face';
import type { State } from '$ui/state';

/** The groups of reminders in their order. */
export const GROUPS = ['overdue', 'now', 'later', 'done'] as const;
/** A group. */
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<ReminderRow['reminder']['state'], Group> = {
  late: 'overdue', due: 'now', open: 'now', planned: 'later', done: 'done', dropped: 'done',
};

/** Returns the reminders of a group, in the core's order. */
export const groupOf = (group: Group, rows: readonly ReminderRow[]): ReminderRow[] =>
  rows.filter((row) => GROUP_OF[row.reminder.state] === group);

/** Returns the colour of a group. */
export const stateOf = (group: Group): State => (group === 'overdue' ? 'late' : group === 'now' ? 'due' : group === 'done' ? 'done' : 'waiting');

/** The reminder that a calendar rings for: its window, its words, minutes before as an alarm. */
export const eventOf = (row: ReminderRow, title: string): CalendarEvent => {
  const opens = Date.parse(row.reminder.opens);
  const minutes = Math.max(15, Math.min(60, Math.round((Date.parse(row.reminder.due) - opens) / 60_000)));
  return { uid: `${row.reminder.id}@doorstep`, at: opens, minutes, title, note: row.reminder.text, alarm: 0 };
};
